import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert } from "antd";
import { useEffect } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { FileSize } from "../../components/values.tsx";
import { ContentView } from "../entry/content-view.tsx";
import { InterestRows } from "../interest/interest-rows.tsx";

const route = getRouteApi("/in/technology-managers/engagements/$engagementId");

/** The entry as its owner reads it, for the technology manager whom every side let in. */
export function EngagementPage() {
  const t = useT();
  const trpc = useTRPC();
  const { engagementId } = route.useParams();
  const read = useMutation(trpc.technologyManager.read.mutationOptions({ meta: { showsOwnError: true } }));
  const { mutate } = read;
  useEffect(() => mutate({ engagementId }), [engagementId, mutate]);
  const { data } = read;
  return (
    <>
      <PageHeader
        title={data?.entry.content.title ?? t("web.manager.nav")}
        eyebrow={data && `${data.entry.number ?? ""} ${data.entry.organisationName}`}
        back={{ to: "/technology-managers", label: t("web.manager.nav") }}
        lead={t("web.manager.read_words")}
      />
      {read.error && <Alert type="error" showIcon title={explainError(t, read.error)} />}
      {!data && !read.error && <PageSkeleton />}
      {data?.interest && (
        <section className="sheet">
          <h2>{data.interest.askerName}</h2>
          <p className="prewrap">{data.interest.cooperation}</p>
          <p className="prewrap">{data.interest.unclear}</p>
          <p className="prewrap">{data.interest.about}</p>
        </section>
      )}
      {data?.engagement.entryId && !data.interest && (
        <section className="sheet">
          <h2>{t("web.interest.title")}</h2>
          <InterestRows side="owner" entryId={data.engagement.entryId} />
        </section>
      )}
      {data && (
        <section className="sheet">
          <ContentView content={data.entry.content} />
          {data.entry.attachments.length > 0 && (
            <ul className="rows">
              {data.entry.attachments.map((file) => (
                <li key={file.id}>
                  {file.fileName} <FileSize bytes={file.size} />
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  );
}
