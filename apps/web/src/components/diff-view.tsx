import { useT } from "../app/locale.tsx";
import { diffText } from "./diff.ts";

export interface FieldDiff {
  label: string;
  before: string;
  after: string;
}

/** Field by field what changed, as marked text: removed and added are told by strike and line, read out as such. */
export function DiffView({ fields }: { fields: FieldDiff[] }) {
  const t = useT();
  return (
    <div>
      {fields.map((field) => (
        <div key={field.label} className="diff">
          <div className="diff-label">{field.label}</div>
          <div className="prewrap">
            {diffText(field.before, field.after).map((part, index) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other identity
              const key = index;
              if (part.kind === "same") return <span key={key}>{part.text}</span>;
              const word = t(part.kind === "added" ? "web.diff_added" : "web.diff_removed");
              return part.kind === "added" ? (
                <ins key={key} aria-label={word}>
                  {part.text}
                </ins>
              ) : (
                <del key={key} aria-label={word}>
                  {part.text}
                </del>
              );
            })}
            {!field.before && !field.after && <span className="muted">{t("web.none")}</span>}
          </div>
        </div>
      ))}
    </div>
  );
}
