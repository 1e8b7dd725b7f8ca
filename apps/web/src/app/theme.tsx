import { antdSeed, dark, light } from "@jiebang/ui/tokens.ts";
import { App, ConfigProvider, theme } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useT } from "./locale.tsx";

export type ThemeChoice = "system" | "light" | "dark";
const STORED = "jiebang.theme";

const ThemeContext = createContext<{ choice: ThemeChoice; setChoice: (choice: ThemeChoice) => void }>({
  choice: "system",
  setChoice: () => {},
});
export const useTheme = () => useContext(ThemeContext);

function stored(): ThemeChoice {
  const value = localStorage.getItem(STORED);
  return value === "light" || value === "dark" ? value : "system";
}

/** antd drawn from the house tokens; dark follows the system unless somebody chose. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const t = useT();
  const [choice, setChoice] = useState<ThemeChoice>(stored);
  const [systemDark, setSystemDark] = useState(() => matchMedia("(prefers-color-scheme: dark)").matches);
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const listen = () => setSystemDark(query.matches);
    query.addEventListener("change", listen);
    return () => query.removeEventListener("change", listen);
  }, []);
  useEffect(() => {
    if (choice === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  }, [choice]);
  const mode = choice === "system" ? (systemDark ? "dark" : "light") : choice;
  const config = useMemo(() => {
    const c = mode === "dark" ? dark : light;
    return {
      algorithm: mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
      token: {
        ...antdSeed(mode),
        controlHeight: 36,
        // antd derives fainter greys than paper allows; ours keep 4.5:1.
        colorText: c.ink,
        colorTextSecondary: c.ink2,
        colorTextTertiary: c.ink3,
        colorTextDescription: c.ink3,
        colorTextPlaceholder: c.ink3,
        colorTextDisabled: c.ink3,
        colorBorder: c.control,
        colorBorderSecondary: c.rule,
        colorSplit: c.rule,
        colorBgContainer: c.sheet,
        colorBgElevated: c.sheet,
        colorLink: c.mineral,
        colorLinkHover: c.mineralStrong,
        colorPrimaryHover: c.cinnabarStrong,
        colorPrimaryActive: c.cinnabarStrong,
        colorPrimaryBg: c.cinnabarSoft,
        colorErrorBg: c.cinnabarSoft,
        colorWarningBg: c.ochreSoft,
        colorSuccessBg: c.jadeSoft,
        colorInfoBg: c.mineralSoft,
        colorPrimaryText: c.cinnabar,
        controlItemBgActive: c.mineralSoft,
        controlItemBgHover: c.sunken,
        motionDurationMid: "0.1s",
        motionDurationSlow: "0.15s",
        boxShadowSecondary: "0 2px 12px rgb(0 0 0 / 14%)",
      },
      components: {
        Table: {
          headerBg: c.sunken,
          headerColor: c.ink2,
          cellPaddingBlock: 10,
          cellPaddingInline: 12,
          rowSelectedBg: c.mineralSoft,
          rowSelectedHoverBg: c.mineralSoft,
        },
        Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
        Tabs: { horizontalItemPadding: "10px 0" },
        Form: { itemMarginBottom: 20, verticalLabelPadding: "0 0 4px" },
      },
      hashed: false,
    };
  }, [mode]);
  const value = useMemo(
    () => ({
      choice,
      setChoice: (next: ThemeChoice) => {
        localStorage.setItem(STORED, next);
        setChoice(next);
      },
    }),
    [choice],
  );
  return (
    <ThemeContext value={value}>
      <ConfigProvider
        locale={t.locale === "zh" ? zhCN : enUS}
        theme={config}
        form={{ requiredMark: "optional", scrollToFirstError: { focus: true, block: "center" } }}
        button={{ autoInsertSpace: false }}
      >
        <App component={false}>{children}</App>
      </ConfigProvider>
    </ThemeContext>
  );
}
