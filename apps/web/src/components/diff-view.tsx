import { useT } from "../app/locale.tsx";
import { type DiffPart, diffText } from "./diff.ts";

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
            {diffText(field.before, field.after).map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other identity
              <Part key={index} part={part} />
            ))}
            {!field.before && !field.after && <span className="muted">{t("web.none")}</span>}
          </div>
        </div>
      ))}
    </div>
  );
}

function Part({ part }: { part: DiffPart }) {
  const t = useT();
  if (part.kind === "same") return <span>{part.text}</span>;
  const Mark = part.kind === "added" ? "ins" : "del";
  return (
    <Mark>
      <span className="sr-only">{t(`web.diff_${part.kind}`)}: </span>
      {part.text}
    </Mark>
  );
}
