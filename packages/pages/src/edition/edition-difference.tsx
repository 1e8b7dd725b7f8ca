import type { EditionDifference } from "@jiebang/domain";
import { type FrozenWords, formatBatch, frozenWords, isUnchanged } from "@jiebang/i18n";
import { NumberTag } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";
import { Scroll } from "../kernel/text.tsx";

interface Props {
  lang: Lang;
  difference: EditionDifference;
  previous: { slug: string; no: number } | null;
}
type Named = EditionDifference["added"][number];

/** What this edition brings against the one before: new, gone, changed field by field, renewed. */
export function Difference({ lang, difference, previous }: Props) {
  const { t } = lang;
  const w = frozenWords(lang.locale);
  return (
    <section aria-labelledby="difference" className="edition-difference">
      <h2 id="difference">
        {previous
          ? t("public.edition_difference_with", { batch: formatBatch(lang.locale, previous.no) })
          : t("public.edition_difference")}
      </h2>
      {!previous ? (
        <p className="quiet">{t("edition.doc.difference_none")}</p>
      ) : isUnchanged(difference) ? (
        <p className="quiet">{t("edition.doc.unchanged")}</p>
      ) : (
        <>
          <p>
            {t("public.edition_summary", {
              added: difference.added.length,
              gone: difference.gone.length,
              changed: difference.changed.length,
              renewed: difference.renewed.length,
            })}
          </p>
          <Names w={w} part="added" entries={difference.added} />
          <Names w={w} part="gone" entries={difference.gone} />
          <Changes lang={lang} w={w} difference={difference} />
        </>
      )}
    </section>
  );
}

/** A short list stands open, a long one is folded. */
function Names({ w, part, entries }: { w: FrozenWords; part: "added" | "gone"; entries: Named[] }) {
  if (entries.length === 0) return null;
  return (
    <details className={`edition-${part}`} open={entries.length <= 20}>
      <summary>
        {w.t(`edition.doc.${part}`)} <span className="count">{entries.length}</span>
      </summary>
      <ul>
        {entries.map((e) => (
          <li key={e.number}>
            <NumberTag value={e.number} /> {w.text(e.title, e.titleEn)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Changes({ lang, w, difference }: { lang: Lang; w: FrozenWords; difference: EditionDifference }) {
  const rows = [
    ...difference.changed.flatMap((e) => e.fields.map((f) => ({ ...f, number: e.number, part: "changed" as const }))),
    ...difference.renewed.map(({ number, before, after }) => ({
      number,
      field: "validUntil",
      before: before as unknown,
      after: after as unknown,
      part: "renewed" as const,
    })),
  ];
  if (rows.length === 0) return null;
  const label = `${w.t("edition.doc.changed")} · ${w.t("edition.doc.renewed")}`;
  return (
    <details className="edition-changed" open={rows.length <= 20}>
      <summary>
        {label} <span className="count">{difference.changed.length + difference.renewed.length}</span>
      </summary>
      <Scroll label={label}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{w.t("edition.doc.number")}</th>
              <th scope="col">{w.t("edition.doc.field")}</th>
              <th scope="col">{w.t("edition.doc.before")}</th>
              <th scope="col">{w.t("edition.doc.after")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.number} ${row.field}`}>
                <th scope="row">
                  <NumberTag value={row.number} />
                </th>
                <td>
                  {w.field(row.field)}
                  {row.part === "renewed" && <span className="fact-note">{w.t("edition.doc.renewed")}</span>}
                </td>
                <td lang={lang.locale === "en" ? "zh-CN" : undefined}>
                  <del>{w.value(row.field, row.before)}</del>
                </td>
                <td lang={lang.locale === "en" ? "zh-CN" : undefined}>
                  <ins>{w.value(row.field, row.after)}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
