import { LAYERS, type Layer } from "@jiebang/domain/entry/entry-content.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useState, useTransition } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { FileSize } from "../../components/values.tsx";
import { PublicEntryView } from "./public-entry-view.tsx";

const route = getRouteApi("/in/entries/$entryId/preview");

/** The revision at hand as the public, or a reader who signed an undertaking, would see it. */
export function PreviewEntryPage() {
  const t = useT();
  const trpc = useTRPC();
  const { entryId } = route.useParams();
  const [reach, setReach] = useState<Layer>("public");
  const [isPending, startTransition] = useTransition();
  const entry = useSuspenseQuery(trpc.entry.preview.queryOptions({ entryId, reach }, { staleTime: 0 })).data;
  return (
    <>
      <PageHeader
        title={t("web.entry.preview")}
        lead={t("web.entry.preview_lead")}
        back={{ to: `/entries/${entryId}`, label: t("web.details") }}
        actions={
          <Segmented
            value={reach}
            onChange={(next) => startTransition(() => setReach(next))}
            options={LAYERS.filter((layer) => layer !== "sealed").map((layer) => ({
              value: layer,
              label: t(`web.entry.layer.${layer}`),
            }))}
          />
        }
      />
      <div className={isPending ? "sheet is-stale" : "sheet"}>
        <PublicEntryView entry={entry} />
        {entry.attachments.length > 0 && (
          <ul className="rows content-part">
            {entry.attachments.map((file) => (
              <li key={file.id}>
                {file.fileName} <FileSize bytes={file.size} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
