import { useT } from "../../app/locale.tsx";
import { PageHeader } from "../../components/page-header.tsx";

export function HomePage() {
  const t = useT();
  return <PageHeader title={t("web.nav_home")} />;
}
