import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { OrganisationTags } from "./organisation-tags.tsx";

/** Straight to the one organisation, or the choice among several. */
export function MyOrganisationsPage() {
  const t = useT();
  const trpc = useTRPC();
  const mine = useSuspenseQuery(trpc.organisation.mine.queryOptions()).data;
  const [only] = mine;
  if (mine.length === 1 && only)
    return <Navigate to="/organisations/$organisationId" params={{ organisationId: only.organisationId }} replace />;
  return (
    <>
      <PageHeader
        title={t("web.organisation.mine_title")}
        actions={
          <Link to="/organisations/new" className="button-link">
            <Button tabIndex={-1}>{t("web.organisation.new")}</Button>
          </Link>
        }
      />
      {mine.length === 0 ? (
        <EmptyFace
          title={t("web.account.no_memberships")}
          hint={t("web.entry.no_organisation_hint")}
          action={<Link to="/redeem">{t("web.account.have_code")}</Link>}
        />
      ) : (
        <ul className="rows sheet">
          {mine.map((organisation) => (
            <li key={organisation.organisationId}>
              <Link
                className="rows-main"
                to="/organisations/$organisationId"
                params={{ organisationId: organisation.organisationId }}
              >
                {organisation.name}
              </Link>
              <OrganisationTags organisation={organisation} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
