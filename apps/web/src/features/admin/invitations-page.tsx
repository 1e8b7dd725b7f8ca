import { useT } from "../../app/locale.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { InvitationList } from "../organisation/invitation-list.tsx";

export function InvitationsPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t("web.admin.invitations")} lead={t("web.admin.invitations_lead")} />
      <InvitationList />
    </>
  );
}
