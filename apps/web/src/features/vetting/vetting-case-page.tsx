import { isInVetting } from "@jiebang/domain/entry/entry.states.ts";
import { KindMark, StateBadge } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { useCodeNames } from "../../components/code-select.tsx";
import { DiffView } from "../../components/diff-view.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, DueIn, FileSize } from "../../components/values.tsx";
import { EntryCalls } from "../call/entry-calls.tsx";
import { ContentView } from "../entry/content-view.tsx";
import { DecisionHistory } from "../entry/decision-history.tsx";
import { fieldLabel, fieldText } from "../entry/field-text.ts";
import { LintPanel } from "../entry/lint-panel.tsx";
import { PaperPanel } from "../paper/paper-panel.tsx";
import { AssignControl } from "./assign-control.tsx";
import { ChainSteps } from "./chain-steps.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { SamplePanel } from "./sample-panel.tsx";

type VettingCase = Outputs["vetting"]["get"];

const route = getRouteApi("/in/vetting/$revisionId");

/** One case: the text as the author wrote it on the left, the decision beside it. */
export function VettingCasePage() {
  const t = useT();
  const trpc = useTRPC();
  const { revisionId } = route.useParams();
  const vetting = useSuspenseQuery(trpc.vetting.get.queryOptions({ revisionId })).data;
  const { differences } = vetting;
  const [tab, setTab] = useState<string>();
  return (
    <>
      <PageHeader
        title={vetting.content.title}
        back={{ to: "/vetting", label: t("web.vetting.back") }}
        eyebrow={
          <>
            <KindMark kind={vetting.kind} label={t(`word.kind.${vetting.kind}`)} />
            <span className="number">{vetting.number}</span>
            <span>{t("web.entry.revision", { no: vetting.revisionNo })}</span>
            <span>{vetting.jurisdictionName}</span>
          </>
        }
        tags={<StateTag prefix="web.revision_state" state={vetting.state} />}
      />
      {vetting.isOnBehalfUnconfirmed && (
        <Alert className="form-top-error" type="warning" showIcon title={t("web.vetting.unconfirmed")} />
      )}
      <div className="columns">
        <div className="sheet">
          <PageTabs
            active={tab ?? (differences && differences.fields.length > 0 ? "difference" : "text")}
            onChange={setTab}
            items={[
              { key: "text", label: t("web.vetting.tab_text"), children: <Text vetting={vetting} /> },
              ...(differences
                ? [
                    {
                      key: "difference",
                      label: t("web.vetting.tab_difference", { no: differences.againstNo }),
                      children: <Differences fields={differences.fields} />,
                    },
                  ]
                : []),
              ...(vetting.differencesToPublished
                ? [
                    {
                      key: "published",
                      label: t("web.vetting.tab_published", { no: vetting.differencesToPublished.againstNo }),
                      children: <Differences fields={vetting.differencesToPublished.fields} />,
                    },
                  ]
                : []),
              {
                key: "history",
                label: `${t("web.vetting.tab_history")} ${vetting.history.length || ""}`,
                children: <DecisionHistory history={vetting.history} />,
              },
            ]}
          />
        </div>
        <div className="beside stack">
          <section className="sheet">
            <dl className="facts">
              <dt>{t("web.vetting.col_organisation")}</dt>
              <dd>
                {vetting.organisation.name}
                <div>
                  <StateBadge tone={vetting.organisation.isVerified ? "good" : "warn"}>
                    {t(vetting.organisation.isVerified ? "web.vetting.verified" : "web.vetting.unverified")}
                  </StateBadge>
                </div>
                {vetting.organisation.creditCode && <div className="mono">{vetting.organisation.creditCode}</div>}
              </dd>
              <dt>{t("web.vetting.submitted_by")}</dt>
              <dd>
                {vetting.submittedByName} <DateTime value={vetting.submittedAt} />
              </dd>
              {vetting.dueOn && (
                <>
                  <dt>{t("web.vetting.col_due")}</dt>
                  <dd>
                    <DueIn value={vetting.dueOn} isOverdue={vetting.isOverdue} />
                  </dd>
                </>
              )}
              {isInVetting(vetting.state) && (
                <>
                  <dt>{t("web.vetting.assigned_to")}</dt>
                  <dd>
                    <AssignControl stepKey={`vetting:${vetting.revisionId}`} assignee={vetting.assignee} />
                  </dd>
                </>
              )}
            </dl>
          </section>
          <EntryCalls entryId={vetting.entryId} />
          <ChainSteps vetting={vetting} />
          <SamplePanel vetting={vetting} />
          {vetting.sample?.state !== "open" && (
            <DecisionPanel key={`${vetting.revisionId}:${vetting.state}`} vetting={vetting} />
          )}
          {vetting.findings.length > 0 && <LintPanel atDesk findings={vetting.findings} />}
          <PaperPanel entryId={vetting.entryId} revisionId={vetting.revisionId} />
        </div>
      </div>
    </>
  );
}

function Text({ vetting }: { vetting: VettingCase }) {
  const t = useT();
  return (
    <>
      <ContentView content={vetting.content} />
      {vetting.attachments.length > 0 && (
        <section className="content-block">
          <h2 className="section-title">{t("web.entry.sec_files")}</h2>
          <ul className="rows">
            {vetting.attachments.map((file) => (
              <li key={file.id}>
                <a className="rows-main" href={`/files/${file.id}`} target="_blank" rel="noreferrer">
                  {file.fileName}
                </a>
                <FileSize bytes={file.size} />
                <span className="muted">{t(`web.entry.layer.${file.layer}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Differences({ fields }: { fields: NonNullable<VettingCase["differences"]>["fields"] }) {
  const t = useT();
  const names = {
    industryCode: useCodeNames("industry"),
    areaCode: useCodeNames("area"),
    chainCode: useCodeNames("chain"),
    disciplineCode: useCodeNames("discipline"),
  };
  const nameOf = (path: string, code: string) => names[path as keyof typeof names]?.(code) ?? code;
  if (fields.length === 0) return <p className="muted">{t("web.vetting.no_difference")}</p>;
  return (
    <DiffView
      fields={fields.map(({ field, before, after }) => ({
        label: fieldLabel(t, field),
        before: fieldText(t, field, before, nameOf),
        after: fieldText(t, field, after, nameOf),
      }))}
    />
  );
}
