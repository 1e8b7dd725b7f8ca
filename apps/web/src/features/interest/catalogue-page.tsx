import { expressInterestInput, type PublicEntry, type ReaderView } from "@jiebang/domain";
import { dayOfInstant, formatDateTime, formatDay } from "@jiebang/i18n";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button, Form, Input, Select, Watermark } from "antd";
import { Suspense } from "react";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { DateTime, FileSize } from "../../components/values.tsx";
import { PosterName, PublicEntryView } from "../entry/public-entry-view.tsx";
import { FittingList } from "../recommendation/fitting-list.tsx";

const route = getRouteApi("/in/catalogue/$number");

/** What a signed-in reader may do with a published entry: ask, and read more after an undertaking. */
export function CataloguePage() {
  const t = useT();
  const trpc = useTRPC();
  const { number } = route.useParams();
  const reader = useSuspenseQuery(trpc.entry.reader.queryOptions({ number })).data;
  const isEnglish = t.locale === "en";
  const publicUrl = `${isEnglish ? "/en" : ""}/${reader.kind}s/${reader.number}`;
  const may = (action: ReaderView["allowedActions"][number]) => reader.allowedActions.includes(action);
  return (
    <>
      <PageHeader
        title={(isEnglish && reader.titleEn) || reader.title}
        lead={t("web.catalogue.lead")}
        back={reader.audience === "public" ? undefined : { to: "/for-us", label: t("web.forus.title") }}
        eyebrow={
          <>
            <KindMark kind={reader.kind} label={t(`word.kind.${reader.kind}`)} />
            <span className="number">{reader.number}</span>
            <span>
              <PosterName poster={reader.poster} />
            </span>
            {reader.audience === "public" && <a href={publicUrl}>{t("web.entry.public_page")}</a>}
          </>
        }
      />
      <div className="stack">
        {reader.audience === "circle" && <CircleText entryId={reader.entryId} />}
        {reader.isOwn && (
          <p className="sheet">
            {t("web.catalogue.own")}{" "}
            <Link to="/entries/$entryId" params={{ entryId: reader.entryId }}>
              {t("web.catalogue.to_own")}
            </Link>
          </p>
        )}
        {reader.interest && (
          <p className="sheet" role="status">
            {t(
              reader.interest.state === "accepted" ? "web.catalogue.interest_accepted" : "web.catalogue.interest_open",
            )}{" "}
            <Link to="/interests/$interestId" params={{ interestId: reader.interest.id }}>
              {t("web.catalogue.see_interest")}
            </Link>
          </p>
        )}
        {may("express_interest") && <ExpressInterest reader={reader} />}
        {(may("accept_undertaking") || may("open_undertaking_layer")) && <SecondLayer reader={reader} />}
        {reader.allowedActions.length === 0 && !reader.isOwn && !reader.interest && (
          <p className="muted">{t("web.catalogue.nothing")}</p>
        )}
        {reader.audience === "public" && (
          <Suspense fallback={<PageSkeleton />}>
            <FittingList number={reader.number} kind={reader.kind} />
          </Suspense>
        )}
      </div>
    </>
  );
}

function ExpressInterest({ reader }: { reader: ReaderView }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const draft = useLocalDraft(`interest.${reader.entryId}`, form);
  const express = useMutation(trpc.interest.express.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <section className="sheet narrow-sheet">
      <h2>{t("web.interest.express")}</h2>
      {reader.managers.length > 0 && (
        <p className="muted">
          {t("web.interest.managers_notice", {
            names: reader.managers
              .map(({ name }) =>
                name ? `${t("web.manager.side.manager")} ${name}` : t("web.interest.manager_unnamed"),
              )
              .join(t.locale === "en" ? ", " : "、"),
          })}
        </p>
      )}
      <DomainForm
        form={form}
        schema={expressInterestInput}
        toInput={(values) => ({ ...values, entryId: reader.entryId })}
        initialValues={{ organisationId: me.memberships[0]?.organisationId, unclear: "" }}
        onValuesChange={draft.onValuesChange}
        onSubmit={async (input) => {
          const interest = await express.mutateAsync(input);
          draft.clear();
          void message.success(
            t("web.interest.express_done", { day: formatDay(t.locale, dayOfInstant(interest.dueAt)) }),
          );
          await queryClient.invalidateQueries({ queryKey: trpc.entry.reader.queryKey() });
          void queryClient.invalidateQueries({ queryKey: trpc.interest.pathKey() });
        }}
      >
        <Field name="organisationId" label={t("web.interest.express_as")} required>
          <Select options={me.memberships.map((m) => ({ value: m.organisationId, label: m.organisationName }))} />
        </Field>
        {(["cooperation", "unclear", "about"] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={t(`web.interest.q_${name}`)}
            extra={t(`web.interest.h_${name}`)}
            required={name !== "unclear"}
          >
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 12 }} />
          </Field>
        ))}
        <Button type="primary" htmlType="submit" loading={express.isPending}>
          {t("web.interest.express_send")}
        </Button>
      </DomainForm>
    </section>
  );
}

/** The first layer of what has no public page. */
function CircleText({ entryId }: { entryId: string }) {
  const trpc = useTRPC();
  const entry = useSuspenseQuery(trpc.entry.read.queryOptions({ entryId })).data;
  return (
    <div className="sheet">
      <PublicEntryView entry={entry} isHeaded />
      <Files entry={entry} />
    </div>
  );
}

/** What was undertaken, to be read again and printed. */
function Undertaken({ reader }: { reader: ReaderView }) {
  const t = useT();
  if (!reader.undertaking.acceptedAt) return null;
  return (
    <details className="undertaken">
      <summary>
        {t("web.undertaking.accepted")} <DateTime value={reader.undertaking.acceptedAt} />
      </summary>
      <p className="prewrap undertaking">{t.locale === "en" ? reader.undertaking.textEn : reader.undertaking.text}</p>
      <Button onClick={() => window.print()}>{t("web.undertaking.print")}</Button>
    </details>
  );
}

function SecondLayer({ reader }: { reader: ReaderView }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const accept = useMutation(
    trpc.undertaking.accept.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.entry.reader.queryKey() }),
    }),
  );
  const open = useMutation(trpc.undertaking.open.mutationOptions());
  const organisation = me.memberships[0]?.organisationName ?? "";
  return (
    <section className="sheet">
      <h2>{t("web.catalogue.undertaking")}</h2>
      <p className="muted">{t("web.catalogue.undertaking_words")}</p>
      <Undertaken reader={reader} />
      {reader.allowedActions.includes("accept_undertaking") ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached by the keyboard */}
          <p className="prewrap undertaking" tabIndex={0}>
            {t.locale === "en" ? reader.undertaking.textEn : reader.undertaking.text}
          </p>
          <Button
            type="primary"
            loading={accept.isPending}
            onClick={() =>
              accept.mutate({
                entryId: reader.entryId,
                version: reader.undertaking.version,
                organisationId: me.memberships[0]?.organisationId ?? null,
              })
            }
          >
            {t("web.catalogue.accept")}
          </Button>
        </>
      ) : open.data ? (
        <Watermark
          content={[
            t("web.catalogue.watermark", { name: me.name, organisation }),
            formatDateTime(t.locale, new Date(open.submittedAt).toISOString()),
          ]}
          gap={[80, 80]}
        >
          <PublicEntryView entry={open.data} isHeaded />
          <Files entry={open.data} />
        </Watermark>
      ) : (
        <Button loading={open.isPending} onClick={() => open.mutate({ entryId: reader.entryId })}>
          {t("web.catalogue.open")}
        </Button>
      )}
    </section>
  );
}

function Files({ entry }: { entry: PublicEntry }) {
  if (entry.attachments.length === 0) return null;
  return (
    <ul className="rows">
      {entry.attachments.map((file) => (
        <li key={file.id}>
          <a href={`/files/${file.id}`} target="_blank" rel="noreferrer">
            {file.fileName}
          </a>{" "}
          <FileSize bytes={file.size} />
        </li>
      ))}
    </ul>
  );
}
