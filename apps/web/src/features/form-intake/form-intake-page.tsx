import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Popconfirm, Progress } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import { DropZone } from "./drop-zone.tsx";
import { FormFiles } from "./form-files.tsx";
import { useFormUpload } from "./use-form-upload.ts";

type Intake = Outputs["formIntake"]["get"];
const route = getRouteApi("/in/forms/$intakeId");
const isMoving = (intake: Intake | undefined) =>
  intake?.state === "committing" || (intake?.state === "open" && intake.counts.waiting > 0);

/** One tray: what was read of each file, whose it is, and the one step that makes drafts of it all. */
export function FormIntakePage() {
  const t = useT();
  const trpc = useTRPC();
  const { intakeId } = route.useParams();
  const intake = useSuspenseQuery(
    trpc.formIntake.get.queryOptions(
      { intakeId },
      { refetchInterval: (query) => (isMoving(query.state.data) ? 1000 : false) },
    ),
  ).data;
  const { uploads, isBusy, send } = useFormUpload();
  const { counts } = intake;
  return (
    <div className="stack">
      <PageHeader
        title={t("web.forms.title")}
        back={{ to: "/forms", label: t("web.forms.title") }}
        lead={intake.organisationName ?? t("web.forms.of_desk")}
        tags={<StateTag prefix="web.forms.state" state={intake.state} />}
        actions={<Cancel intake={intake} />}
      />
      <p className="muted">
        <DateTime value={intake.createdAt} /> · {intake.startedByName}
      </p>
      {intake.error && <Alert type="error" showIcon title={t("web.forms.failed", { reason: t(intake.error) })} />}
      {intake.state === "cancelled" && <Alert type="info" showIcon title={t("web.forms.cancelled")} />}
      {intake.state === "committed" && (
        <Alert
          type="success"
          showIcon
          title={t("web.forms.committed", { files: counts.committed, drafts: counts.drafts })}
        />
      )}
      {isMoving(intake) && <Moving intake={intake} />}
      {intake.state === "open" && counts.waiting === 0 && intake.filesTotal > 0 && <Commit intake={intake} />}
      {intake.filesTotal > 0 && <FormFiles intake={intake} />}
      {intake.allowedActions.includes("upload") && (
        <section className="sheet stack" aria-labelledby="add-forms">
          <h2 id="add-forms">{t("web.forms.add")}</h2>
          <DropZone uploads={uploads} disabled={isBusy} onFiles={(files) => void send(intake.id, files)} />
        </section>
      )}
    </div>
  );
}

function Moving({ intake }: { intake: Intake }) {
  const t = useT();
  const { filesDone, filesTotal } = intake;
  const words =
    intake.state === "committing"
      ? t("web.forms.committing")
      : `${t("web.forms.reading", { done: filesDone, total: filesTotal })} ${t("web.forms.may_leave")}`;
  return (
    <section className="sheet stack" aria-live="polite">
      <p>{words}</p>
      {intake.state === "open" && (
        <Progress
          percent={filesTotal > 0 ? Math.floor((filesDone / filesTotal) * 100) : 0}
          aria-label={t("web.forms.reading", { done: filesDone, total: filesTotal })}
        />
      )}
    </section>
  );
}

function Commit({ intake }: { intake: Intake }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [error, setError] = useState<string | null>(null);
  const commit = useMutation(trpc.formIntake.commit.mutationOptions({ meta: { showsOwnError: true } }));
  const run = async () => {
    setError(null);
    try {
      const after = await commit.mutateAsync({ intakeId: intake.id });
      queryClient.setQueryData(trpc.formIntake.get.queryKey({ intakeId: intake.id }), after);
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  return (
    <section className="sheet stack">
      <p>{t("web.forms.summary", intake.counts)}</p>
      {intake.counts.unsettled > 0 && (
        <Alert type="warning" showIcon title={t("web.forms.unsettled", { n: intake.counts.unsettled })} />
      )}
      {error && <Alert type="error" showIcon title={error} role="alert" />}
      {intake.counts.drafts > 0 && (
        <>
          {!intake.organisationId && <p className="muted">{t("web.forms.commit_hint")}</p>}
          <div className="form-actions">
            <Button
              type="primary"
              disabled={!intake.allowedActions.includes("commit")}
              loading={commit.isPending}
              onClick={() => void run()}
            >
              {t("web.forms.commit", { n: intake.counts.drafts })}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Cancel({ intake }: { intake: Intake }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cancel = useMutation(
    trpc.formIntake.cancel.mutationOptions({
      onSuccess: (after) => {
        queryClient.setQueryData(trpc.formIntake.get.queryKey({ intakeId: intake.id }), after);
        void queryClient.invalidateQueries({ queryKey: trpc.formIntake.pathKey() });
      },
    }),
  );
  if (!intake.allowedActions.includes("cancel")) return null;
  return (
    <Popconfirm
      title={t("web.forms.cancel_sure")}
      okText={t("web.forms.cancel")}
      cancelText={t("web.cancel")}
      onConfirm={() => cancel.mutate({ intakeId: intake.id })}
    >
      <Button danger loading={cancel.isPending}>
        {t("web.forms.cancel")}
      </Button>
    </Popconfirm>
  );
}
