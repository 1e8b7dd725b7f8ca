import type { OrganisationView } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useT } from "../../app/locale.tsx";

export function OrganisationTags({ organisation }: { organisation: OrganisationView }) {
  const t = useT();
  return (
    <span className="row-actions">
      <StateBadge tone={organisation.verifiedAt ? "good" : "warn"}>
        {t(organisation.verifiedAt ? "web.organisation.verified" : "web.organisation.unverified")}
      </StateBadge>
      {organisation.isClaimable && <StateBadge tone="other">{t("web.organisation.claimable")}</StateBadge>}
      {organisation.state === "suspended" && <StateBadge tone="warn">{t("web.organisation.suspended")}</StateBadge>}
    </span>
  );
}
