import type { PublicEdition } from "@jiebang/domain";
import { formatBatch, formatBytes, formatDate, formatDay, formatNumber, frozenWords } from "@jiebang/i18n";
import { DocumentIcon, Hash, NumberTag, Seal, StateBadge } from "@jiebang/ui";
import { Fragment } from "react";
import { renderSVG } from "uqr";
import { entryPath } from "../entry/entry-words.ts";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Pager } from "../kernel/pager.tsx";
import { Fact, Prose, pick, Scroll } from "../kernel/text.tsx";
import { Difference } from "./edition-difference.tsx";
import { editionPath, fileLabel, sinceTone } from "./edition-words.ts";

/** More than this makes a heavy page; the files hold the whole. */
export const EDITION_PAGE_SIZE = 100;

interface EditionPageProps {
  lang: Lang;
  publicUrl: string;
  edition: PublicEdition;
  page: number;
}

/** An edition as it was issued: frozen entries in groups, files to keep, what changed, and how to check it. */
export function editionPage({ lang, publicUrl, edition, page }: EditionPageProps): Page {
  const { t, locale } = lang;
  const { header } = edition;
  const title = pick(lang, header.title, header.titleEn);
  const preface = pick(lang, header.preface, header.prefaceEn);
  const batch = formatBatch(locale, edition.no);
  const base = editionPath(edition);
  const path = (n: number) => (n > 1 ? `${base}?page=${n}` : base);
  const url = `${publicUrl}${lang.href(base)}`;
  const chinese = locale === "en" ? "zh-CN" : undefined;
  return {
    path: path(page),
    canonical: path(page),
    title: `${title.text} ${batch}`,
    description: excerpt(preface.text || t("public.edition_n", { n: edition.entryCount })),
    section: "editions",
    feeds: [{ path: "/feeds/editions.atom", title: t("public.section.editions") }],
    ogType: "article",
    jsonLd: datasetOf(lang, publicUrl, edition),
    body: (
      <article className="wide edition">
        <nav className="crumbs" aria-label={t("public.crumbs")}>
          <a href={lang.href("/editions")}>{t("public.section.editions")}</a>
          <span aria-hidden="true">/</span>
          <NumberTag value={edition.slug} />
        </nav>
        <header className="entry-head edition-head">
          <div>
            <p className="entry-kind">
              <span className="quiet">{lang.word("edition_series", edition.series)}</span>
              <span className="quiet">{t("public.edition_n", { n: formatNumber(edition.entryCount) })}</span>
            </p>
            <h1 className="serif" lang={title.lang}>
              {title.text} <span className="edition-no">{batch}</span>
            </h1>
            <p className="edition-issuers" lang={chinese}>
              {header.issuers.join("　")}
            </p>
          </div>
          <Seal text={t("public.edition_seal")} sub={formatDay(locale, edition.issuedOn)} />
        </header>
        {edition.next && (
          <p className="hint no-print">
            <a href={lang.href(editionPath(edition.next))}>
              {t("public.edition_newer", { batch: formatBatch(locale, edition.next.no) })}
            </a>
          </p>
        )}
        {page === 1 && preface.text && <Prose text={preface.text} lang={preface.lang} />}
        <Downloads lang={lang} edition={edition} />
        <Errata lang={lang} edition={edition} />
        <section aria-labelledby="entries">
          <h2 id="entries">{t("public.edition_contents")}</h2>
          <p className="quiet">
            {t("public.edition_frozen_note")}
            {edition.entryCount > EDITION_PAGE_SIZE && ` ${t("public.edition_whole", { n: EDITION_PAGE_SIZE })}`}
          </p>
          <Entries lang={lang} edition={edition} />
          <Pager
            lang={lang}
            page={page}
            pages={Math.ceil(edition.entryCount / EDITION_PAGE_SIZE)}
            hrefOf={(n) => lang.href(path(n))}
          />
        </section>
        {page === 1 && <Difference lang={lang} difference={edition.difference} previous={edition.previous} />}
        <Proof lang={lang} edition={edition} url={url} />
      </article>
    ),
  };
}

function Downloads({ lang, edition }: { lang: Lang; edition: PublicEdition }) {
  const { t } = lang;
  // The reader's language first.
  const rank = { [lang.locale]: 0, any: 2 } as Record<string, number>;
  const order = ["PDF", "DOCX", "XLSX"];
  const files = edition.files
    .map((file) => ({ ...file, ...fileLabel(file.name) }))
    .sort((a, b) => (rank[a.locale] ?? 1) - (rank[b.locale] ?? 1) || order.indexOf(a.format) - order.indexOf(b.format));
  return (
    <section aria-labelledby="downloads" className="no-print">
      <h2 id="downloads">{t("public.edition_downloads")}</h2>
      <ul className="edition-files">
        {files.map((file) => (
          <li key={file.name}>
            <a href={`${editionPath(edition)}/${file.name}`} download={file.name} type={file.mediaType}>
              <DocumentIcon size={18} />
              <strong>{file.format}</strong>
              <span className="quiet">
                {t(`public.edition_format_${file.locale}`)} · {formatBytes(file.size)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Errata({ lang, edition }: { lang: Lang; edition: PublicEdition }) {
  const { t, locale } = lang;
  if (edition.errata.length === 0) return null;
  return (
    <section aria-labelledby="errata" className="edition-errata">
      <h2 id="errata">{t("public.edition_errata")}</h2>
      <ul>
        {edition.errata.map((erratum) => {
          const text = pick(lang, erratum.text, erratum.textEn);
          return (
            <li key={erratum.no}>
              <strong>
                {t("public.edition_erratum", { no: erratum.no, day: formatDate(locale, erratum.createdAt) })}
              </strong>{" "}
              {erratum.entryNumber && (
                <span className="quiet">{t("public.edition_erratum_of", { number: erratum.entryNumber })} </span>
              )}
              <span lang={text.lang}>{text.text}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The list in its frozen order; a heading wherever another group begins. */
function Entries({ lang, edition }: { lang: Lang; edition: PublicEdition }) {
  const { t } = lang;
  const w = frozenWords(lang.locale);
  let group = "";
  return (
    <Scroll label={t("public.edition_contents")}>
      <table className="table edition-table">
        <thead>
          <tr>
            <th scope="col">{t("public.edition_col_no")}</th>
            <th scope="col">{t("public.edition_col_entry")}</th>
            <th scope="col">{t("public.edition_col_poster")}</th>
            <th scope="col">{t("public.edition_col_terms")}</th>
            <th scope="col">{t("public.edition_col_valid")}</th>
          </tr>
        </thead>
        <tbody>
          {edition.entries.map(({ position, content, hash, since }) => {
            const name = w.group(content);
            const begins = name !== group;
            group = name;
            const title = pick(lang, content.title, content.titleEn);
            const summary = pick(lang, content.summary, content.summaryEn);
            return (
              <Fragment key={position}>
                {begins && (
                  <tr className="edition-group">
                    <th scope="rowgroup" colSpan={5}>
                      {name}
                    </th>
                  </tr>
                )}
                <tr className={since === "withdrawn" ? "edition-withdrawn" : undefined}>
                  <td className="num">{position}</td>
                  <td className="edition-entry">
                    {/* The entry's own page is gone when it was withdrawn; what was frozen is not. */}
                    {since === "withdrawn" ? (
                      <span className="edition-title" lang={title.lang}>
                        {title.text}
                      </span>
                    ) : (
                      <a className="edition-title" href={lang.href(entryPath(content))} lang={title.lang}>
                        {title.text}
                      </a>
                    )}
                    <span className="line-meta">
                      <span className="number">{content.number}</span>
                      <span>{lang.word("kind", content.kind)}</span>
                      {content.maturityStage && <span>{lang.word("maturity", content.maturityStage)}</span>}
                      {since && <StateBadge tone={sinceTone(since)}>{lang.word("edition_since", since)}</StateBadge>}
                    </span>
                    {summary.text && (
                      <span className="edition-summary" lang={summary.lang}>
                        {excerpt(summary.text, 120)}
                      </span>
                    )}
                    <span className="edition-hash" title={t("public.edition_hash")}>
                      {hash.slice(0, 24)}…
                    </span>
                  </td>
                  <td>{w.poster(content)}</td>
                  <td>
                    {w.modes(content)}
                    {content.money && <span className="block">{w.money(content)}</span>}
                  </td>
                  <td>{w.day(content.validUntil)}</td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Proof({ lang, edition, url }: { lang: Lang; edition: PublicEdition; url: string }) {
  const { t, locale } = lang;
  const { header } = edition;
  const chinese = locale === "en" ? "zh-CN" : undefined;
  return (
    <section className="ledger" aria-labelledby="proof">
      <h2 id="proof">{t("public.edition_proof")}</h2>
      <div className="notice-proof">
        <figure className="qr">
          <div
            role="img"
            aria-label={t("public.edition_qr")}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: our own address, drawn by the QR library
            dangerouslySetInnerHTML={{ __html: renderSVG(url, { border: 1, ecc: "M" }) }}
          />
          <figcaption>{t("edition.doc.scan")}</figcaption>
        </figure>
        <dl className="facts facts-wide">
          <Fact name={t("edition.doc.root_hash")}>
            <Hash value={edition.rootHash} copyLabel={t("public.copy")} copiedLabel={t("public.copied")} />
          </Fact>
          <Fact name={t("edition.doc.address")}>
            <span className="url">{url}</span>
          </Fact>
          <Fact name={t("public.basis")}>
            <span lang={chinese}>{header.bases.map((b) => `《${b.title}》（${b.documentNo}）`).join("；")}</span>
          </Fact>
          {edition.previous && (
            <Fact name={t("public.edition_difference")}>
              <a href={lang.href(editionPath(edition.previous))}>
                {t("public.edition_previous", { batch: formatBatch(locale, edition.previous.no) })}
              </a>
            </Fact>
          )}
        </dl>
      </div>
      <p className="quiet">{t("public.edition_how")}</p>
      <p>
        <code>jiebang verify-edition {edition.slug}.jsonld</code>
      </p>
    </section>
  );
}

/** What search engines for data look for; the whole stands in the JSON-LD file. */
function datasetOf(lang: Lang, publicUrl: string, edition: PublicEdition): object {
  const { header } = edition;
  const url = `${publicUrl}${lang.href(editionPath(edition))}`;
  return {
    "@context": "https://schema.org",
    "@type": "Dataset",
    "@id": `${publicUrl}${editionPath(edition)}`,
    url,
    identifier: edition.slug,
    name: pick(lang, header.title, header.titleEn).text,
    description: excerpt(header.preface || header.title, 300),
    version: String(edition.no),
    datePublished: edition.issuedOn,
    isAccessibleForFree: true,
    publisher: header.issuers.map((name) => ({ "@type": "Organization", name })),
    includedInDataCatalog: { "@type": "DataCatalog", url: `${publicUrl}/editions` },
    distribution: edition.files.map((file) => ({
      "@type": "DataDownload",
      encodingFormat: file.mediaType,
      contentUrl: `${publicUrl}${editionPath(edition)}/${file.name}`,
      contentSize: String(file.size),
      sha256: file.sha256.replace("sha-256:", ""),
    })),
  };
}
