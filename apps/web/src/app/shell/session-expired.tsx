import { useQueryClient } from "@tanstack/react-query";
import { Modal } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useT } from "../locale.tsx";
import { useMe } from "../session.ts";
import { sessionLost, sessionRestored } from "../signals.ts";
import { useTRPC } from "../trpc.ts";

const SignInForm = lazy(() =>
  import("../../features/account/sign-in-form.tsx").then((m) => ({ default: m.SignInForm })),
);

/** The session ended under an open page: sign in above it, nothing that was typed is lost. */
export function SessionExpired() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => sessionLost.listen(() => setOpen(true)), []);
  return (
    <Modal
      open={open}
      title={t("web.session_expired")}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
      width={420}
    >
      <p>{t("web.session_expired_hint")}</p>
      {open && (
        <Suspense>
          <SignInForm
            onSignedIn={async () => {
              const next = await queryClient.fetchQuery({ ...trpc.session.current.queryOptions(), staleTime: 0 });
              // Somebody else took the seat: their page must not show what the last one saw.
              if (next?.userId !== me.userId) {
                window.location.assign("/app/");
                return;
              }
              setOpen(false);
              sessionRestored.emit();
              await queryClient.invalidateQueries();
            }}
          />
        </Suspense>
      )}
    </Modal>
  );
}
