import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useT } from "../locale.tsx";
import { useForgetSession, useMe } from "../session.ts";
import { type ThemeChoice, useTheme } from "../theme.tsx";
import { useTRPC } from "../trpc.ts";

export function AccountMenu() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const forget = useForgetSession();
  const { choice, setChoice } = useTheme();
  const signOut = useMutation(
    trpc.session.signOut.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: "/sign-in" });
        forget();
      },
    }),
  );
  const themes: ThemeChoice[] = ["system", "light", "dark"];
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        selectable: false,
        items: [
          { key: "who", type: "group", label: me.name },
          { key: "account", label: t("web.account_settings"), onClick: () => void navigate({ to: "/account" }) },
          {
            key: "theme",
            label: t("web.theme"),
            children: themes.map((theme) => ({
              key: `theme-${theme}`,
              label: `${theme === choice ? "✓ " : ""}${t(`web.theme_${theme}`)}`,
              onClick: () => setChoice(theme),
            })),
          },
          { type: "divider" },
          { key: "out", label: t("web.sign_out"), onClick: () => signOut.mutate() },
        ],
      }}
    >
      <Button type="text" className="account-button" loading={signOut.isPending}>
        <span className="avatar" aria-hidden="true">
          {me.name.slice(0, 1)}
        </span>
        <span className="account-name" aria-hidden="true">
          {me.name}
        </span>
        <span className="sr-only">{t("web.account_menu", { name: me.name })}</span>
      </Button>
    </Dropdown>
  );
}
