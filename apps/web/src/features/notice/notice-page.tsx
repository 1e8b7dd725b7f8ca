import type { NoticeView } from "@jiebang/domain/notice/notice.schema.ts";
import { enterPaperObjectionInput, fileObjectionInput } from "@jiebang/domain/objection/objection.schema.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App, Button, Form, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { Day } from "../../components/values.tsx";
import { PrintMenu } from "../paper/print-menu.tsx";
import { useTitle } from "../round/round-words.ts";

const route = getRouteApi("/in/notices/$number");

/** From a public notice to an objection: in one's own name, for one's organisation, or entered from paper by a coordinator. */
export function NoticePage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const titleOf = useTitle();
  const { number } = route.useParams();
  const notice = useSuspenseQuery(trpc.notice.get.queryOptions({ number })).data;
  const mayObject = notice.objectableItemIds.length > 0;
  return (
    <>
      <PageHeader
        actions={<PrintMenu what={{ kind: "notice", number: notice.number }} />}
        title={t("web.notice.page_title")}
        eyebrow={<span className="mono">{notice.number}</span>}
        back={{ to: "/rounds", label: t("web.notice.back") }}
        lead={
          <>
            <a href={`${t.locale === "en" ? "/en" : ""}/notices/${notice.number}`}>{titleOf(notice)}</a>
            {notice.closesOn && (
              <>
                {" · "}
                {t("web.notice.until")} <Day value={notice.closesOn} />
              </>
            )}
          </>
        }
      />
      {!notice.isOpen ? (
        <EmptyFace title={t("web.notice.closed")} />
      ) : (
        <div className="columns-even">
          {mayObject ? <FileForm notice={notice} /> : <EmptyFace title={t("web.notice.none")} />}
          {isCoordinator(me) && <PaperForm notice={notice} />}
        </div>
      )}
    </>
  );
}

function useItems(notice: NoticeView, ids?: string[]) {
  const t = useT();
  const titleOf = useTitle();
  return notice.content.items
    .filter((item) => item.outcome === "selected" && (!ids || ids.includes(item.itemId)))
    .map((item) => ({
      value: item.itemId,
      label: `${t("web.round.item_no", { number: item.number })} ${titleOf(item)}`,
    }));
}

function FileForm({ notice }: { notice: NoticeView }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const draft = useLocalDraft(`objection.${notice.id}`, form);
  const items = useItems(notice, notice.objectableItemIds);
  const file = useMutation(trpc.objection.file.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <section className="sheet">
      <h2>{t("web.notice.file")}</h2>
      <DomainForm
        form={form}
        schema={fileObjectionInput}
        initialValues={{ itemId: items.length === 1 ? items[0]?.value : undefined, organisationId: "" }}
        toInput={(values) => ({ ...values, noticeId: notice.id, organisationId: values.organisationId || null })}
        onValuesChange={draft.onValuesChange}
        onSubmit={async (input) => {
          await file.mutateAsync(input);
          draft.clear();
          await queryClient.invalidateQueries({ queryKey: trpc.objection.pathKey() });
          void message.success(t("web.notice.filed"));
          await navigate({ to: "/objections" });
        }}
      >
        <Field name="itemId" label={t("web.notice.which")}>
          <Select options={items} />
        </Field>
        <Field name="organisationId" label={t("web.notice.for_whom")}>
          <Select
            options={[
              { value: "", label: t("web.notice.in_person", { name: me.name }) },
              ...me.memberships.map((m) => ({ value: m.organisationId, label: m.organisationName })),
            ]}
          />
        </Field>
        <Field name="text" label={t("web.notice.text")} extra={t("web.notice.text_hint")}>
          <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 5, maxRows: 16 }} />
        </Field>
        <Button type="primary" htmlType="submit" loading={file.isPending}>
          {t("web.notice.file")}
        </Button>
      </DomainForm>
    </section>
  );
}

function PaperForm({ notice }: { notice: NoticeView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const items = useItems(notice);
  const enter = useMutation(trpc.objection.enterPaper.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <section className="sheet">
      <h2>{t("web.objection.paper")}</h2>
      <DomainForm
        form={form}
        schema={enterPaperObjectionInput}
        toInput={(values) => ({ ...values, noticeId: notice.id })}
        onSubmit={async (input) => {
          await enter.mutateAsync(input);
          form.resetFields();
          await queryClient.invalidateQueries({ queryKey: trpc.objection.pathKey() });
          void message.success(t("web.notice.filed"));
        }}
      >
        <Field name="itemId" label={t("web.notice.which")}>
          <Select options={items} />
        </Field>
        <Field name="objectorName" label={t("web.objection.paper_name")}>
          <Input maxLength={200} />
        </Field>
        <Field name="text" label={t("web.notice.text")}>
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 4, maxRows: 14 }} />
        </Field>
        <Button htmlType="submit" loading={enter.isPending}>
          {t("web.objection.paper")}
        </Button>
      </DomainForm>
    </section>
  );
}
