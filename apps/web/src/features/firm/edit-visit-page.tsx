import { updateVisitInput, type VisitView } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm } from "../../components/domain-form.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { usePhotos } from "./use-photos.ts";
import { PhotoPicker, VisitFields } from "./visit-fields.tsx";
import { VisitRows } from "./visit-rows.tsx";

const route = getRouteApi("/in/visits/$visitId");

/** One's own note, corrected; for everybody else of the desk it is read. */
export function EditVisitPage() {
  const t = useT();
  const trpc = useTRPC();
  const { visitId } = route.useParams();
  const visit = useSuspenseQuery(trpc.visit.get.queryOptions({ visitId })).data;
  const back = { to: "/visits", label: t("web.visit.title") };
  if (!visit.allowedActions.includes("edit"))
    return (
      <>
        <PageHeader title={visit.organisationName} back={back} />
        <section className="sheet">
          <VisitRows visits={[visit]} />
        </section>
      </>
    );
  return (
    <div className="narrow-sheet">
      <PageHeader title={visit.organisationName} eyebrow={t("web.visit.edit")} back={back} />
      <EditForm visit={visit} />
    </div>
  );
}

function EditForm({ visit }: { visit: VisitView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { visitId, version } = visit;
  const refresh = () => {
    for (const queryKey of [trpc.visit.pathKey(), trpc.firm.pathKey(), trpc.desk.pathKey()])
      void queryClient.invalidateQueries({ queryKey });
  };
  const photos = usePhotos(refresh);
  const update = useMutation(trpc.visit.update.mutationOptions({ meta: { showsOwnError: true } }));
  const remove = useMutation(trpc.visit.removePhoto.mutationOptions({ onSuccess: refresh }));
  const { visitedOn, people, note, outcomes, nextStep, nextOn } = visit;
  return (
    <DomainForm
      schema={updateVisitInput}
      className="sheet"
      initialValues={{ visitedOn, people, note, outcomes, nextStep, nextOn }}
      toInput={(values) => ({ ...values, visitId, version })}
      onSubmit={async (input) => {
        await update.mutateAsync(input);
        const isDone = await photos.send(visitId);
        refresh();
        if (isDone)
          await navigate({
            to: "/firms/$organisationId",
            params: { organisationId: visit.organisationId },
            search: { tab: "visits", visit: visitId },
          });
      }}
    >
      <VisitFields />
      <Form.Item label={t("web.visit.photos")}>
        {visit.photos.length > 0 && (
          <ul className="photo-row">
            {visit.photos.map((photo) => (
              <li key={photo.id}>
                <img src={`/files/${photo.id}`} alt={photo.fileName} width={72} height={72} />
                <Button size="small" onClick={() => remove.mutate({ attachmentId: photo.id })}>
                  {t("web.visit.photo_remove")}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <PhotoPicker waiting={photos.waiting} onAdd={(files) => void photos.add(files)} onDrop={photos.drop} />
      </Form.Item>
      <Button htmlType="submit" type="primary" size="large" loading={update.isPending}>
        {t("web.visit.save")}
      </Button>
    </DomainForm>
  );
}
