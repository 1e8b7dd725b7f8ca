import type { FirmFile } from "@jiebang/domain";
import { PhoneIcon } from "@jiebang/ui/icons.tsx";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { AppLink } from "../../components/app-link.tsx";
import { useCodeNames } from "../../components/code-select.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { ExportButton } from "../../components/export-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { useLocalName } from "../../components/values.tsx";
import { CaseRows } from "../desk/case-rows.tsx";
import { FIRM_TABS } from "./firm.routes.ts";
import { FirmDocuments, FirmEntries, FirmInterests, FirmLeads, FirmRounds, FirmTimeline } from "./firm-parts.tsx";
import { VisitRows } from "./visit-rows.tsx";

const route = getRouteApi("/in/firms/$organisationId");

/** One firm one file (一企一档). */
export function FirmPage() {
  const t = useT();
  const trpc = useTRPC();
  const localName = useLocalName();
  const { organisationId } = route.useParams();
  const { tab, visit } = route.useSearch();
  const navigate = useNavigate({ from: "/firms/$organisationId" });
  const firm = useSuspenseQuery(trpc.firm.get.queryOptions({ organisationId })).data;
  const tierName = useCodeNames("tier");
  const honourName = useCodeNames("honour");
  const may = (action: FirmFile["allowedActions"][number]) => firm.allowedActions.includes(action);
  const panels: Record<(typeof FIRM_TABS)[number], [number | null, React.ReactNode]> = {
    entries: [firm.entries.length, <FirmEntries key="entries" firm={firm} />],
    interests: [firm.counts.interestsIn + firm.counts.interestsOut, <FirmInterests key="interests" firm={firm} />],
    rounds: [firm.rounds.length, <FirmRounds key="rounds" firm={firm} />],
    visits: [firm.counts.visits, <VisitRows key="visits" visits={firm.visits} marked={visit} />],
    leads: [firm.counts.leads, <FirmLeads key="leads" firm={firm} />],
    documents: [firm.documents.length, <FirmDocuments key="documents" firm={firm} />],
    timeline: [null, <FirmTimeline key="timeline" firm={firm} />],
  };
  return (
    <>
      <PageHeader
        title={localName(firm)}
        back={{ to: "/firms", label: t("web.firm.title") }}
        eyebrow={
          <>
            <span>{t(`word.organisation.${firm.kind}`)}</span>
            <span>{firm.jurisdictionName}</span>
          </>
        }
        tags={
          <>
            {firm.tier && <StateBadge tone="posted">{tierName(firm.tier)}</StateBadge>}
            {firm.honours.map((code) => (
              <StateBadge key={code} tone="other">
                {honourName(code)}
              </StateBadge>
            ))}
            <StateBadge tone={firm.isClaimed ? "good" : "quiet"}>
              {t(firm.isClaimed ? "web.firm.claimed" : "web.firm.unclaimed")}
            </StateBadge>
            {firm.isVerified && <StateBadge tone="good">{t("web.firm.verified")}</StateBadge>}
            {firm.isTrusted && <StateBadge tone="good">{t("web.firm.trusted")}</StateBadge>}
          </>
        }
        actions={
          <>
            {may("visit") && (
              <Link to="/visits/new" search={{ organisation: organisationId }} className="button-link">
                <Button type="primary" tabIndex={-1}>
                  {t("web.firm.visit")}
                </Button>
              </Link>
            )}
            {may("newLead") && (
              <AppLink href={`/app/leads/new?organisation=${organisationId}`} className="button-link">
                <Button tabIndex={-1}>{t("web.firm.new_lead")}</Button>
              </AppLink>
            )}
            {may("export") && <ExportButton what={`firm/${organisationId}`} formats={["pdf", "docx", "xlsx"]} />}
          </>
        }
      />
      <div className="columns firm-columns">
        <div className="stack">
          <section className="sheet" aria-labelledby="firm-next">
            <h2 id="firm-next">{t("web.firm.next")}</h2>
            {firm.nextSteps.length === 0 ? (
              <p className="muted">{t("web.firm.next_none")}</p>
            ) : (
              <CaseRows cases={firm.nextSteps} />
            )}
          </section>
          <PageTabs
            label={t("web.firm.title")}
            active={tab ?? (visit ? "visits" : "entries")}
            onChange={(next) =>
              void navigate({ search: { tab: next as (typeof FIRM_TABS)[number] }, replace: true, resetScroll: false })
            }
            items={FIRM_TABS.map((key) => ({
              key,
              label: (
                <>
                  {t(`web.firm.tab.${key}`)}{" "}
                  {panels[key][0] !== null && <span className="muted">{panels[key][0]}</span>}
                </>
              ),
              children: <section className="sheet">{panels[key][1]}</section>,
            }))}
          />
        </div>
        <div className="stack">
          <Contacts firm={firm} />
          <Facts firm={firm} />
        </div>
      </div>
    </>
  );
}

function Contacts({ firm }: { firm: FirmFile }) {
  const t = useT();
  return (
    <section className="sheet" aria-labelledby="firm-contacts">
      <h2 id="firm-contacts">{t("web.firm.contacts")}</h2>
      {firm.contacts.length === 0 && <p className="muted">{t("web.firm.contacts_none")}</p>}
      <ul className="rows">
        {firm.contacts.map((contact) => (
          <li key={`${contact.role}${contact.name}${contact.phone}${contact.email}`}>
            <div className="rows-main">
              {contact.name ?? t("web.none")} <span className="muted">{t(`web.firm.role.${contact.role}`)}</span>
              {contact.email && (
                <div className="rows-sub">
                  <a href={`mailto:${contact.email}`}>{contact.email}</a>
                </div>
              )}
            </div>
            {contact.phone && (
              <span className="row-actions">
                <a href={`tel:${contact.phone}`} className="nowrap">
                  <PhoneIcon size={14} /> {contact.phone}
                </a>
                <CopyButton text={contact.phone} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ firm }: { firm: FirmFile }) {
  const t = useT();
  const chainName = useCodeNames("chain");
  const industryName = useCodeNames("industry");
  const { due, rate } = firm.answerRate;
  const facts: [string, React.ReactNode][] = [
    [t("web.firm.chains"), firm.chainCodes.map(chainName).join("、")],
    [t("web.firm.industry"), industryName(firm.industryCode)],
    [t("web.firm.code"), firm.creditCode && <span className="mono">{firm.creditCode}</span>],
    [t("web.firm.address"), firm.address],
    [t("web.firm.website"), firm.website && <a href={firm.website}>{firm.website}</a>],
    [
      t("web.firm.answer_rate"),
      due > 0 &&
        (rate === null
          ? t("web.firm.answer_rate_few", { due })
          : t("web.firm.answer_rate_of", { rate: `${Math.round(rate * 100)}%`, due })),
    ],
  ];
  return (
    <section className="sheet">
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} style={{ display: "contents" }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className="firm-edit">
        <Link to="/organisations/$organisationId" params={{ organisationId: firm.organisationId }}>
          {t("web.firm.edit")}
        </Link>
      </p>
    </section>
  );
}
