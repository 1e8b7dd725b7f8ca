import { formatBatch } from "@jiebang/i18n";
import { Hash } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert } from "antd";
import { Suspense } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, Day, FileSize, useLocalName } from "../../components/values.tsx";
import { useBilingual } from "../call/call-words.ts";
import { EditionActions } from "./edition-actions.tsx";
import { EditionDifferenceView } from "./edition-difference.tsx";
import { EditionEntries } from "./edition-entries.tsx";
import { EditionErrata } from "./edition-errata.tsx";
import { EditionProgress } from "./edition-progress.tsx";
import { editionTones } from "./edition-words.ts";
import type { EditionView } from "./use-edition-change.ts";
import "./edition.css";

const route = getRouteApi("/in/editions/$editionId");

/** One edition: put together, laid before the issuer, issued, kept. */
export function EditionPage() {
  const t = useT();
  const trpc = useTRPC();
  const textOf = useBilingual();
  const { editionId } = route.useParams();
  const edition = useSuspenseQuery({
    ...trpc.edition.get.queryOptions({ editionId }),
    // The line for news may be down: while it is being issued the page asks by itself.
    refetchInterval: (query) => (query.state.data?.state === "issuing" ? 1500 : false),
  }).data;
  const isOpen = edition.state === "draft" || edition.state === "prepared";
  return (
    <>
      <PageHeader
        title={`${textOf(edition.title, edition.titleEn)} ${edition.no ? formatBatch(t.locale, edition.no) : ""}`.trim()}
        back={{ to: "/editions", label: t("web.edition.title") }}
        eyebrow={t(`word.edition_series.${edition.series}`)}
        tags={<StateTag prefix="word.edition_state" state={edition.state} tone={editionTones[edition.state]} />}
        actions={<EditionActions edition={edition} />}
      />
      <Notes edition={edition} />
      <EditionProgress edition={edition} />
      <div className="columns">
        <div className="stack">
          {isOpen && (
            <Suspense fallback={<PageSkeleton />}>
              <EditionEntries edition={edition} />
            </Suspense>
          )}
          {edition.state === "issued" && <Downloads edition={edition} />}
          {edition.state === "issued" && edition.difference && (
            <section className="sheet">
              <h2>{t("edition.doc.difference")}</h2>
              <EditionDifferenceView difference={edition.difference} isFirst={edition.no === 1} />
            </section>
          )}
          {edition.state === "issued" && <EditionErrata edition={edition} />}
        </div>
        <Facts edition={edition} />
      </div>
    </>
  );
}

function Notes({ edition }: { edition: EditionView }) {
  const t = useT();
  return (
    <>
      {edition.failure && <Alert type="error" showIcon role="alert" title={t(edition.failure)} />}
      {edition.state === "prepared" && (
        <Alert
          type="info"
          showIcon
          title={t(edition.needsSecondPerson ? "web.edition.waits_second" : "web.edition.waits", {
            name: edition.preparedByName ?? "",
          })}
        />
      )}
      {edition.obstacles.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t("web.edition.obstacles")}
          description={
            <ul>
              {edition.obstacles.map((o) => (
                <li key={`${o.reason} ${JSON.stringify(o.details)}`}>{t(o.reason, o.details)}</li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}

function Downloads({ edition }: { edition: EditionView }) {
  const t = useT();
  return (
    <section className="sheet">
      <h2>{t("web.edition.downloads")}</h2>
      <ul className="rows">
        {edition.files.map((file) => (
          <li key={file.name}>
            <a className="rows-main" href={`/editions/${edition.slug}/${file.name}`} download={file.name}>
              {file.name}
            </a>
            <FileSize bytes={file.size} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ edition }: { edition: EditionView }) {
  const t = useT();
  const nameOf = useLocalName();
  const textOf = useBilingual();
  const preface = textOf(edition.preface, edition.prefaceEn);
  return (
    <aside className="stack">
      <section className="sheet">
        <h2>{t("web.call.facts")}</h2>
        <dl className="facts">
          <dt>{t("web.call.jurisdiction")}</dt>
          <dd>{nameOf(edition.jurisdiction)}</dd>
          <dt>{t("web.edition.issuers")}</dt>
          <dd>{edition.issuers.join("、")}</dd>
          <dt>{t("web.round.basis")}</dt>
          <dd>
            {edition.bases.map((b) => (
              <div key={b.id}>
                {b.title} <span className="muted">{b.documentNo}</span>
                {b.isExpired && <span className="muted"> · {t("web.round.basis_expired")}</span>}
              </div>
            ))}
            {edition.bases.length === 0 && <span className="muted">{t("web.none")}</span>}
          </dd>
          {edition.preparedAt && (
            <>
              <dt>{t("web.edition.prepared")}</dt>
              <dd>
                {edition.preparedByName} <DateTime value={edition.preparedAt} />
              </dd>
            </>
          )}
          {edition.issuedAt && (
            <>
              <dt>{t("web.edition.issued")}</dt>
              <dd>
                {edition.issuedByName} <Day value={edition.issuedOn} />
              </dd>
              <dt>{t("web.edition.count")}</dt>
              <dd>{edition.entryCount}</dd>
              <dt>{t("web.call.public_page")}</dt>
              <dd>
                <a href={`${t.locale === "en" ? "/en" : ""}/editions/${edition.slug}`}>/editions/{edition.slug}</a>
              </dd>
            </>
          )}
          {edition.rootHash && (
            <>
              <dt>{t("edition.doc.root_hash")}</dt>
              <dd>
                <Hash value={edition.rootHash} />
              </dd>
            </>
          )}
        </dl>
        {preface && <p className="edition-preface">{preface}</p>}
      </section>
    </aside>
  );
}
