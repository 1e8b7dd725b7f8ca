import type { DemandContent } from "@jiebang/domain/entry/entry-content.ts";
import { Collapse } from "antd";
import { useT } from "../../app/locale.tsx";
import { useCodeNames } from "../../components/code-select.tsx";
import { DiffView } from "../../components/diff-view.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import { fieldLabel, fieldText } from "../entry/field-text.ts";
import type { Refinement } from "./lead-page.tsx";

const SHOWN = [
  "title",
  "summary",
  "detail.problem",
  "detail.targets",
  "detail.todayState",
  "detail.deadline",
  "moneyKind",
  "moneyMin",
  "moneyMax",
  "cooperationModes",
  "detail.partnerConditions",
  "detail.ipWish",
  "industryCode",
  "chainCode",
  "areaCode",
  "keywords",
  "body",
  "contactName",
  "contactPhone",
  "contactEmail",
];

function useNames() {
  const industry = useCodeNames("industry");
  const chain = useCodeNames("chain");
  const area = useCodeNames("area");
  return (path: string, code: string) =>
    (path === "industryCode" ? industry : path === "chainCode" ? chain : area)(code);
}

const valueAt = (content: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], content);

/** What stands in the text, field by field, without the empty ones. */
export function ContentFacts({ content }: { content: DemandContent }) {
  const t = useT();
  const names = useNames();
  return (
    <dl className="facts facts-wide">
      {SHOWN.map((path) => {
        const text = fieldText(t, path, valueAt(content, path), names);
        if (!text) return null;
        return (
          <div key={path} style={{ display: "contents" }}>
            <dt>{fieldLabel(t, path)}</dt>
            <dd className="prewrap">{text}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Every version with who wrote it and what it changed. */
export function ProposalHistory({ proposals }: { proposals: Refinement["proposals"] }) {
  const t = useT();
  const names = useNames();
  return (
    <section className="sheet">
      <h2>{t("web.lead.versions")}</h2>
      <Collapse
        ghost
        defaultActiveKey={proposals.at(-1)?.proposalId}
        items={[...proposals].reverse().map((p) => ({
          key: p.proposalId,
          label: (
            <span>
              {t("web.lead.version", { no: p.no })} · {p.authorName} {p.isFirm && t("web.lead.by_firm")} ·{" "}
              <DateTime value={p.proposedAt ?? p.savedAt} /> <StateTag prefix="word.proposal_state" state={p.state} />
            </span>
          ),
          children: (
            <>
              {p.note && <p className="muted">{p.note}</p>}
              {p.difference.length === 0 ? (
                <ContentFacts content={p.content} />
              ) : (
                <DiffView
                  fields={p.difference.map(({ field, before, after }) => ({
                    label: fieldLabel(t, field),
                    before: fieldText(t, field, before, names),
                    after: fieldText(t, field, after, names),
                  }))}
                />
              )}
            </>
          ),
        }))}
      />
    </section>
  );
}
