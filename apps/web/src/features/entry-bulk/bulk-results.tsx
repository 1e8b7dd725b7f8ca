import type { BulkView } from "@jiebang/domain";
import { KindMark, StateBadge, type Tone } from "@jiebang/ui/marks.tsx";
import { Link } from "@tanstack/react-router";
import { Progress } from "antd";
import { useT } from "../../app/locale.tsx";
import { useCodeNames } from "../../components/code-select.tsx";
import { DiffView } from "../../components/diff-view.tsx";
import { fieldLabel, fieldText } from "../entry/field-text.ts";

const tones: Record<string, Tone> = {
  draft_changed: "other",
  published_changed: "good",
  to_vetting: "other",
  draft_opened: "warn",
  renewed: "good",
  withdrawn: "quiet",
  submitted: "other",
  unchanged: "quiet",
  refused: "warn",
};

/** What would become, or became, of each entry, in words. */
export function BulkResults({ view }: { view: BulkView }) {
  const t = useT();
  const names = {
    industryCode: useCodeNames("industry"),
    areaCode: useCodeNames("area"),
    chainCode: useCodeNames("chain"),
  };
  const nameOf = (path: string, code: string) => names[path as keyof typeof names]?.(code) ?? code;
  const counts = new Map<string, number>();
  for (const { outcome } of view.results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return (
    <div className="stack">
      {view.state !== "preview" && view.done < view.total && (
        <>
          <Progress percent={Math.round((view.done / view.total) * 100)} />
          <p role="status">
            {t("web.bulk.progress", { done: view.done, total: view.total })}{" "}
            {t(view.state === "failed" ? "web.bulk.failed" : "web.bulk.running")}
          </p>
        </>
      )}
      <p className="row-actions" role="status">
        {[...counts].map(([outcome, count]) => (
          <StateBadge key={outcome} tone={tones[outcome] ?? "quiet"}>
            {t(`entry.bulk.${outcome}`)} · {count}
          </StateBadge>
        ))}
      </p>
      <ul className="rows">
        {view.results.map((result) => (
          <li key={result.entryId}>
            <div className="rows-main">
              <div className="row-actions">
                <KindMark kind={result.kind} label={t(`word.kind.${result.kind}`)} />
                {result.number && <span className="number muted">{result.number}</span>}
                <Link to="/entries/$entryId" params={{ entryId: result.entryId }}>
                  {result.title || t("web.entry.untitled")}
                </Link>
              </div>
              <div>
                {t(`entry.bulk.${result.outcome}`)}
                {result.reason && <span className="muted"> · {t(result.reason, result.details)}</span>}
              </div>
              {result.fields.length > 0 && (
                <DiffView
                  fields={result.fields.map(({ field, before, after }) => ({
                    label: fieldLabel(t, field),
                    before: fieldText(t, field, before, nameOf),
                    after: fieldText(t, field, after, nameOf),
                  }))}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
