import { useT } from "../../app/locale.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ObjectionList } from "./objection-list.tsx";

export function ObjectionsPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t("web.objection.title")} lead={t("web.objection.lead")} />
      <ObjectionList />
    </>
  );
}
