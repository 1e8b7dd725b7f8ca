import type { InvitationView } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";

/** Codes that were issued, with what became of them; of one organisation when it is named. */
export function InvitationList({ organisationId }: { organisationId?: string }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { page } = useSearch({ strict: false }) as { page?: number };
  const { data } = useSuspenseQuery(trpc.invitation.list.queryOptions({ organisationId, ...pageInput(page) }));
  const [revoking, setRevoking] = useState<InvitationView | null>(null);
  const revoke = useMutation(
    trpc.invitation.revoke.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.invitation.pathKey() }),
    }),
  );
  return (
    <>
      <DataList<InvitationView>
        label={t("web.organisation.tab_invitations")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.invitationId}
        columns={[
          {
            key: "what",
            title: t("web.organisation.col_invitation"),
            render: (row) => (
              <>
                {t(`web.invitation.kind.${row.kind}`)}
                {row.role && ` · ${t(`web.role.${row.role}`)}`}
                <div className="muted">
                  {[organisationId ? null : row.organisationName, row.userName, row.note].filter(Boolean).join(" · ")}
                </div>
              </>
            ),
          },
          {
            key: "state",
            title: t("web.organisation.col_state"),
            render: (row) => <StateTag prefix="web.invitation.state" state={row.state} />,
          },
          {
            key: "expires",
            title: t("web.organisation.col_expires"),
            render: (row) => <DateTime value={row.usedAt ?? row.expiresAt} dateOnly />,
          },
          {
            key: "revoke",
            title: t("web.registration.col_actions"),
            render: (row) =>
              row.allowedActions.includes("revoke") && (
                <Button size="small" onClick={() => setRevoking(row)}>
                  {t("web.organisation.revoke")}
                </Button>
              ),
          },
        ]}
        empty={<EmptyFace title={t("web.organisation.invitations_none")} />}
      />
      <ConfirmWithReason
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        danger
        title={t("web.organisation.revoke")}
        okText={t("web.organisation.revoke")}
        onConfirm={async () => {
          if (revoking) await revoke.mutateAsync({ invitationId: revoking.invitationId });
        }}
      >
        {t("web.organisation.revoke_words")}
      </ConfirmWithReason>
    </>
  );
}
