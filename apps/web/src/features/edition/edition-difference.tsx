import { frozenWords } from "@jiebang/i18n";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";

type Difference = NonNullable<Outputs["edition"]["get"]["difference"]>;

/** What an edition brings against the one before. */
export function EditionDifferenceView({ difference, isFirst }: { difference: Difference; isFirst: boolean }) {
  const t = useT();
  const w = frozenWords(t.locale);
  const { added, gone, changed, renewed } = difference;
  if (isFirst) return <p className="muted">{t("edition.doc.difference_none")}</p>;
  if (added.length + gone.length + changed.length + renewed.length === 0)
    return <p className="muted">{t("edition.doc.unchanged")}</p>;
  const counts = { added, gone, changed, renewed };
  return (
    <div className="edition-difference">
      <div className="figures">
        {(Object.keys(counts) as (keyof typeof counts)[]).map((part) => (
          <div key={part} className="figure">
            <b>{counts[part].length}</b>
            <span>{t(`edition.doc.${part}`)}</span>
          </div>
        ))}
      </div>
      {(["added", "gone"] as const).map(
        (part) =>
          counts[part].length > 0 && (
            <details key={part} open={counts[part].length <= 10}>
              <summary>
                {t(`edition.doc.${part}`)} {counts[part].length}
              </summary>
              <ul>
                {counts[part].map((e) => (
                  <li key={e.number}>
                    <span className="number">{e.number}</span> {w.text(e.title, e.titleEn)}
                  </li>
                ))}
              </ul>
            </details>
          ),
      )}
      {changed.length > 0 && (
        <details open={changed.length <= 10}>
          <summary>
            {t("edition.doc.changed")} {changed.length}
          </summary>
          <ul>
            {changed.map((e) => (
              <li key={e.number}>
                <span className="number">{e.number}</span> {w.text(e.title, e.titleEn)}
                {e.fields.map((f) => (
                  <div key={f.field} className="edition-change">
                    <span className="muted">{w.field(f.field)}</span> <del>{w.value(f.field, f.before)}</del>{" "}
                    <ins>{w.value(f.field, f.after)}</ins>
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
      {renewed.length > 0 && (
        <details open={renewed.length <= 10}>
          <summary>
            {t("edition.doc.renewed")} {renewed.length}
          </summary>
          <ul>
            {renewed.map((e) => (
              <li key={e.number}>
                <span className="number">{e.number}</span> {w.text(e.title, e.titleEn)}{" "}
                <del>{w.value("validUntil", e.before)}</del> <ins>{w.value("validUntil", e.after)}</ins>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
