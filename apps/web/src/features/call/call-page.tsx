import type { CallView } from "@jiebang/domain/call/call.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Alert } from "antd";
import { type ReactNode, Suspense } from "react";
import { useT } from "../../app/locale.tsx";
import { isMember, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { useCodeNames } from "../../components/code-select.tsx";
import { PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, Day, DueIn, useLocalName } from "../../components/values.tsx";
import { CallActions } from "./call-actions.tsx";
import { CallEntries } from "./call-entries.tsx";
import { CallProgress } from "./call-progress.tsx";
import { callTones, useBilingual } from "./call-words.ts";
import { HandInPanel } from "./hand-in-panel.tsx";
import { SilentList } from "./silent-list.tsx";
import "./call.css";

const route = getRouteApi("/in/calls/$callId");

/** One call: what it asks, what came in, and who has not answered. */
export function CallPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const textOf = useBilingual();
  const navigate = useNavigate({ from: "/calls/$callId" });
  const { callId } = route.useParams();
  const { tab = "progress", page } = route.useSearch();
  const call = useSuspenseQuery(trpc.calls.get.queryOptions({ callId })).data;
  return (
    <>
      <PageHeader
        title={textOf(call.title, call.titleEn)}
        back={{ to: "/calls", label: t("web.call.title") }}
        eyebrow={call.number ?? undefined}
        tags={<StateTag prefix="word.call_state" state={call.state} tone={callTones[call.state]} />}
        actions={<CallActions call={call} />}
      />
      <Obstacles call={call} />
      {call.withdrawReason && (
        <Alert type="warning" showIcon title={`${t("word.call_state.withdrawn")}：${call.withdrawReason}`} />
      )}
      <div className="columns">
        <div className="stack">
          {isMember(me) && call.isTaking && <HandInPanel call={call} />}
          {call.isCoordinator && call.number && (
            <PageTabs
              active={tab}
              label={t("web.call.tab_progress")}
              onChange={(key) =>
                void navigate({ search: { tab: key === "progress" ? undefined : (key as NonNullable<typeof tab>) } })
              }
              items={[
                {
                  key: "progress",
                  label: t("web.call.tab_progress"),
                  children: panel(<CallProgress call={call} />),
                },
                {
                  key: "entries",
                  label: t("web.call.tab_entries", { n: call.counts.handedIn + call.counts.begun }),
                  children: panel(<CallEntries callId={callId} page={page} />),
                },
                {
                  key: "silent",
                  label: t("web.call.tab_silent"),
                  children: panel(<SilentList callId={callId} page={page} />),
                },
              ]}
            />
          )}
          <section className="sheet">
            <h2>{t("web.call.text")}</h2>
            <p className="call-text">{textOf(call.text, call.textEn) || t("web.none")}</p>
          </section>
        </div>
        <CallFacts call={call} />
      </div>
    </>
  );
}

const panel = (children: ReactNode) => (
  <div className="sheet">
    <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
  </div>
);

function Obstacles({ call }: { call: CallView }) {
  const t = useT();
  if (call.obstacles.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t("web.call.obstacles")}
      description={
        <ul>
          {call.obstacles.map((o) => (
            <li key={`${o.reason} ${JSON.stringify(o.details)}`}>{t(o.reason, o.details)}</li>
          ))}
        </ul>
      }
    />
  );
}

function CallFacts({ call }: { call: CallView }) {
  const t = useT();
  const nameOf = useLocalName();
  const chainOf = useCodeNames("chain");
  const whom = [
    ...call.jurisdictions.map(nameOf),
    ...call.organisationKinds.map((kind) => t(`word.organisation.${kind}`)),
    ...call.chainCodes.map(chainOf),
  ];
  return (
    <aside className="stack">
      <section className="sheet">
        <h2>{t("web.call.facts")}</h2>
        <dl className="facts">
          <dt>{t("web.call.col_kinds")}</dt>
          <dd>{call.kinds.map((kind) => t(`word.kind.${kind}`)).join(t("web.call.and"))}</dd>
          <dt>{t("web.call.opens")}</dt>
          <dd>{call.opensAt ? <DateTime value={call.opensAt} /> : t("web.call.at_opening")}</dd>
          <dt>{t("web.call.closes")}</dt>
          <dd>
            <DueIn value={call.closesAt} isDone={call.state !== "open"} />
          </dd>
          <dt>{t("web.call.form_whom")}</dt>
          <dd>{whom.length > 0 ? whom.join(t("web.call.and")) : t("web.call.everybody")}</dd>
          <dt>{t("web.call.jurisdiction")}</dt>
          <dd>{nameOf(call.jurisdiction)}</dd>
          <dt>{t("web.call.hosts")}</dt>
          <dd>{[...call.hosts, ...call.coHosts].join(t("web.call.and"))}</dd>
          {(call.contactName || call.contactPhone || call.contactEmail) && (
            <>
              <dt>{t("web.call.contact")}</dt>
              <dd>{[call.contactName, call.contactPhone, call.contactEmail].filter(Boolean).join(" ")}</dd>
            </>
          )}
          {call.number && (
            <>
              <dt>{t("web.call.public_page")}</dt>
              <dd>
                <a href={`${t.locale === "en" ? "/en" : ""}/calls/${call.number}`}>/calls/{call.number}</a>
              </dd>
            </>
          )}
          {call.forms.length > 0 && (
            <>
              <dt>{t("web.call.form_forms")}</dt>
              <dd>
                <a href="/forms">{t("web.call.forms_link")}</a>
              </dd>
            </>
          )}
        </dl>
      </section>
      <section className="sheet">
        <h2>{t("web.round.basis")}</h2>
        {call.bases.length === 0 && <p className="muted">{t("web.call.basis_none")}</p>}
        <ul className="rows">
          {call.bases.map((basis) => (
            <li key={basis.id}>
              <div className="rows-main">
                {basis.title}
                <div className="muted">
                  {basis.documentNo} · {basis.issuer} · <Day value={basis.validFrom} />
                  {basis.isExpired && ` · ${t("web.round.basis_expired")}`}
                </div>
                {basis.overrideReason && <div className="muted">{basis.overrideReason}</div>}
              </div>
            </li>
          ))}
        </ul>
      </section>
      {call.extensions.length > 0 && (
        <section className="sheet">
          <h2>{t("web.call.extensions")}</h2>
          <ul className="rows">
            {call.extensions.map((e) => (
              <li key={e.extendedAt}>
                <div className="rows-main">
                  <DateTime value={e.formerClosesAt} /> → <DateTime value={e.closesAt} />
                  <div className="muted">{e.reason}</div>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
