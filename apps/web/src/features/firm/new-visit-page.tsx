import { newId, storeVisitInput, type VisitView } from "@jiebang/domain";
import { dayOfInstant } from "@jiebang/i18n";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button, Form, Input } from "antd";
import { useCallback, useEffect, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { errorData, useTRPC } from "../../app/trpc.ts";
import { AppLink } from "../../components/app-link.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { FirmPick, type PickedFirm } from "./firm-pick.tsx";
import { usePhotos } from "./use-photos.ts";
import { PhotoPicker, VisitFields } from "./visit-fields.tsx";

const route = getRouteApi("/in/visits/new");

/** A visit noted on the phone in the yard. The text stays on the device until the server has it; sent twice it is one. */
export function NewVisitPage() {
  const [round, setRound] = useState(0);
  return <VisitForm key={round} onNext={() => setRound(round + 1)} isFirst={round === 0} />;
}

function VisitForm({ onNext, isFirst }: { onNext: () => void; isFirst: boolean }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { organisation } = route.useSearch();
  const [form] = Form.useForm();
  const draft = useLocalDraft("visit.new", form);
  const [stored, setStored] = useState<VisitView | null>(null);
  const [isOffline, setOffline] = useState(false);
  const [isSending, setSending] = useState(false);
  const [hasFailedPhotos, setFailedPhotos] = useState(false);
  const photos = usePhotos(useCallback(() => {}, []));
  const preset = useQuery(
    trpc.firm.get.queryOptions({ organisationId: organisation ?? "" }, { enabled: Boolean(organisation) && isFirst }),
  ).data;
  useEffect(() => {
    if (preset && !form.getFieldValue("firm"))
      form.setFieldValue("firm", { organisationId: preset.organisationId, name: preset.name });
  }, [preset, form]);
  const store = useMutation(trpc.visit.store.mutationOptions({ meta: { showsOwnError: true } }));
  const sendPhotos = async (visitId: string) => {
    setSending(true);
    setFailedPhotos(!(await photos.send(visitId)));
    setSending(false);
    for (const queryKey of [trpc.visit.pathKey(), trpc.firm.pathKey(), trpc.desk.pathKey()])
      void queryClient.invalidateQueries({ queryKey });
  };
  // The network came back: the same note goes out again under the same name.
  useEffect(() => {
    if (!isOffline) return;
    const again = () => form.submit();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [isOffline, form]);
  if (stored)
    return (
      <Stored
        visit={stored}
        isSending={isSending}
        onNext={onNext}
        photos={
          hasFailedPhotos && (
            <Alert
              type="warning"
              title={t("web.visit.photo_failed")}
              action={
                <Button size="small" onClick={() => void sendPhotos(stored.visitId)}>
                  {t("web.visit.photo_retry")}
                </Button>
              }
            />
          )
        }
      />
    );
  return (
    <div className="narrow-sheet">
      <PageHeader title={t("web.visit.new")} back={{ to: "/visits", label: t("web.visit.title") }} />
      <DomainForm
        form={form}
        schema={storeVisitInput}
        className="sheet"
        initialValues={{
          clientId: newId("vis"),
          visitedOn: dayOfInstant(new Date().toISOString()),
          people: "",
          note: "",
          outcomes: [],
          nextStep: "",
          nextOn: null,
        }}
        onValuesChange={draft.onValuesChange}
        toInput={({ firm, ...values }) => ({
          ...values,
          organisationId: (firm as PickedFirm | undefined)?.organisationId ?? "",
        })}
        onSubmit={async (input) => {
          try {
            const visit = await store.mutateAsync(input);
            draft.clear();
            setOffline(false);
            setStored(visit);
            await sendPhotos(visit.visitId);
          } catch (error) {
            if (errorData(error)) throw error;
            setOffline(true); // no answer at all: the note may or may not have arrived
          }
        }}
      >
        <Form.Item name="clientId" hidden>
          <Input />
        </Form.Item>
        <Field
          name="firm"
          label={t("web.visit.firm")}
          required
          rules={[{ required: true, message: t("web.visit.firm_missing") }]}
        >
          <FirmPick />
        </Field>
        <VisitFields />
        <Form.Item label={t("web.visit.photos")}>
          <PhotoPicker waiting={photos.waiting} onAdd={(files) => void photos.add(files)} onDrop={photos.drop} />
        </Form.Item>
        {isOffline && <Alert type="warning" showIcon title={t("web.visit.kept")} role="status" />}
        <div className="form-actions visit-save">
          <Button htmlType="submit" type="primary" size="large" loading={store.isPending}>
            {t(isOffline ? "web.visit.photo_retry" : "web.visit.save")}
          </Button>
          <Button
            onClick={() => {
              draft.clear();
              form.resetFields();
              form.setFieldValue("clientId", newId("vis"));
            }}
          >
            {t("web.visit.discard")}
          </Button>
        </div>
      </DomainForm>
    </div>
  );
}

function Stored(props: { visit: VisitView; isSending: boolean; photos: React.ReactNode; onNext: () => void }) {
  const t = useT();
  const { visit } = props;
  return (
    <div className="narrow-sheet">
      <PageHeader title={t("web.visit.saved")} back={{ to: "/visits", label: t("web.visit.title") }} />
      <section className="sheet stack" role="status">
        <p>
          <strong>{visit.organisationName}</strong>
        </p>
        {props.isSending && <p className="muted">{t("web.visit.saving")}</p>}
        {props.photos}
        <div className="form-actions">
          <Link
            to="/firms/$organisationId"
            params={{ organisationId: visit.organisationId }}
            search={{ tab: "visits" }}
            className="button-link"
          >
            <Button type="primary" tabIndex={-1}>
              {t("web.visit.to_file")}
            </Button>
          </Link>
          <AppLink href={`/app/leads/new?organisation=${visit.organisationId}`} className="button-link">
            <Button tabIndex={-1}>{t("web.firm.new_lead")}</Button>
          </AppLink>
          <Button disabled={props.isSending} onClick={props.onNext}>
            {t("web.visit.saved_again")}
          </Button>
        </div>
      </section>
    </div>
  );
}
