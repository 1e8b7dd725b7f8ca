import type { IssuedInvitation, MemberView } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { DateTime } from "../../components/values.tsx";
import { InvitationSlip } from "./invitation-slip.tsx";

export function Members({ organisationId }: { organisationId: string }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const members = useSuspenseQuery(trpc.organisation.listMembers.queryOptions({ organisationId })).data;
  const [ending, setEnding] = useState<MemberView | null>(null);
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  const refresh = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.organisation.pathKey() }),
  };
  const change = useMutation(trpc.organisation.changeMemberRole.mutationOptions(refresh));
  const end = useMutation(
    trpc.organisation.endMembership.mutationOptions({ ...refresh, meta: { showsOwnError: true } }),
  );
  const reset = useMutation(trpc.invitation.issueResetCode.mutationOptions({ onSuccess: setIssued }));
  if (members.length === 0) return <EmptyFace />;
  return (
    <div className="sheet">
      <ul className="rows">
        {members.map((member) => (
          <li key={member.membershipId}>
            <div className="rows-main">
              {member.name} <span className="muted">{t(`web.role.${member.role}`)}</span>
              <div className="rows-sub">
                {[member.phone, member.email].filter(Boolean).join(" · ")} {t("web.organisation.member_since")}{" "}
                <DateTime value={member.since} dateOnly />
              </div>
            </div>
            <span className="row-actions">
              {member.allowedActions.includes("changeRole") && (
                <Button
                  size="small"
                  onClick={() =>
                    change.mutate({
                      membershipId: member.membershipId,
                      role: member.role === "admin" ? "editor" : "admin",
                    })
                  }
                >
                  {t(member.role === "admin" ? "web.organisation.make_editor" : "web.organisation.make_admin")}
                </Button>
              )}
              {member.allowedActions.length > 0 && (
                <Button size="small" onClick={() => reset.mutate({ userId: member.userId })}>
                  {t("web.organisation.reset_member")}
                </Button>
              )}
              {member.allowedActions.includes("end") && (
                <Button size="small" danger onClick={() => setEnding(member)}>
                  {t("web.organisation.end_member")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <ConfirmWithReason
        open={ending !== null}
        onClose={() => setEnding(null)}
        danger
        title={t("web.organisation.end_member")}
        okText={t("web.organisation.end_member")}
        onConfirm={async () => {
          if (ending) await end.mutateAsync({ membershipId: ending.membershipId });
        }}
      >
        {t("web.organisation.end_member_words", { name: ending?.name })}
      </ConfirmWithReason>
      {issued && <InvitationSlip issued={issued} onClose={() => setIssued(null)} />}
    </div>
  );
}
