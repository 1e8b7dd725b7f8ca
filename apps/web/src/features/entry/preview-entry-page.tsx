import { PREVIEW_READERS, type PreviewReader } from "@jiebang/domain/entry/preview.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Checkbox, Segmented } from "antd";
import { useState, useTransition } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { OrganisationSelect } from "../../components/organisation-select.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { FileSize } from "../../components/values.tsx";
import { PublicEntryView } from "./public-entry-view.tsx";

const route = getRouteApi("/in/entries/$entryId/preview");
type Preview = Outputs["entry"]["previewAs"];

/** The revision at hand through the eyes of the public, a university, a competitor or an official. */
export function PreviewEntryPage() {
  const t = useT();
  const trpc = useTRPC();
  const { entryId } = route.useParams();
  const [reader, setReader] = useState<PreviewReader>("public");
  const [organisationId, setOrganisationId] = useState<string>();
  const [hasSigned, setHasSigned] = useState(false);
  const [isPending, startTransition] = useTransition();
  const isSomebody = reader === "university" || reader === "competitor";
  const preview = useSuspenseQuery(
    trpc.entry.previewAs.queryOptions(
      { entryId, reader, hasSigned: isSomebody && hasSigned, organisationId: isSomebody ? organisationId : undefined },
      { staleTime: 0 },
    ),
  ).data;
  return (
    <>
      <PageHeader
        title={t("web.entry.preview")}
        lead={t("web.preview.lead")}
        back={{ to: `/entries/${entryId}`, label: t("web.details") }}
      />
      <div className="stack">
        <Segmented
          className="preview-readers"
          aria-label={t("web.preview.whose")}
          value={reader}
          onChange={(next) =>
            startTransition(() => {
              setReader(next);
              setOrganisationId(undefined);
            })
          }
          options={PREVIEW_READERS.map((one) => ({ value: one, label: t(`web.preview.reader.${one}`) }))}
        />
        {isSomebody && (
          <div className="preview-who">
            <OrganisationSelect
              key={reader}
              aria-label={t("web.preview.somebody")}
              placeholder={t("web.preview.somebody")}
              onChange={(id) => startTransition(() => setOrganisationId(id ?? undefined))}
            />
            <Checkbox
              checked={hasSigned}
              onChange={(event) => startTransition(() => setHasSigned(event.target.checked))}
            >
              {t("web.preview.signed")}
            </Checkbox>
          </div>
        )}
        <Standing preview={preview} />
        {preview.entry && <Differences differences={preview.differences} />}
        {preview.entry && (
          <div className={isPending ? "sheet is-stale" : "sheet"}>
            {preview.posterName && (
              <p className="muted">{t("web.preview.official_knows", { name: preview.posterName })}</p>
            )}
            <PublicEntryView entry={preview.entry} />
            {preview.entry.attachments.length > 0 && (
              <ul className="rows content-part">
                {preview.entry.attachments.map((file) => (
                  <li key={file.id}>
                    {file.fileName} <FileSize bytes={file.size} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </>
  );
}

function Standing({ preview }: { preview: Preview }) {
  const t = useT();
  const { organisation, standing } = preview;
  const who = organisation?.name ?? t(`web.preview.reader.${preview.reader}`);
  if (standing === "meets")
    return organisation && <p className="muted">{t("web.preview.as", { name: organisation.name })}</p>;
  return (
    <Alert
      type={preview.isOpenWhenSignedOut ? "warning" : "info"}
      showIcon
      title={t(`web.preview.${standing}`, { name: who })}
      description={preview.isOpenWhenSignedOut ? t("web.audience.public_limit") : undefined}
    />
  );
}

/** What this reader sees otherwise than it was written. */
function Differences({ differences }: { differences: Preview["differences"] }) {
  const t = useT();
  const hows = ["hidden", "after_undertaking", "coarser"] as const;
  if (differences.length === 0) return <p className="muted">{t("web.preview.same")}</p>;
  return (
    <section className="sheet">
      <h2>{t("web.preview.differs")}</h2>
      <dl className="facts">
        {hows.map((how) => {
          const fields = differences.filter((one) => one.how === how).map((one) => t(`web.preview.field.${one.field}`));
          if (fields.length === 0) return null;
          return (
            <div key={how} style={{ display: "contents" }}>
              <dt>{t(`web.preview.how.${how}`)}</dt>
              <dd>{fields.join(t.locale === "en" ? ", " : "、")}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
