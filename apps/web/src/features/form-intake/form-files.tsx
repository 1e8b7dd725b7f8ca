import { formProblemText } from "@jiebang/i18n";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { SettleOrganisation } from "./settle-organisation.tsx";

type File = Outputs["formIntake"]["files"]["items"][number];
const route = getRouteApi("/in/forms/$intakeId");
const PAGE = 50;
const TONES = {
  waiting: "quiet",
  archive: "quiet",
  read: "good",
  remarks: "other",
  refused: "warn",
  skipped: "quiet",
  known: "quiet",
  dropped: "quiet",
  committed: "good",
} as const;

export const hasRemarks = (file: File): boolean =>
  file.problems.length > 0 || file.drafts.some((draft) => draft.problems.length > 0);

/** Each file with what became of it: fine, with remarks, or refused with the reason. */
export function FormFiles({ intake }: { intake: Outputs["formIntake"]["get"] }) {
  const t = useT();
  const trpc = useTRPC();
  const { page } = route.useSearch();
  const files = useQuery(
    trpc.formIntake.files.queryOptions(
      { intakeId: intake.id, ...pageInput(page, PAGE) },
      {
        placeholderData: keepPreviousData,
        refetchInterval: intake.counts.waiting > 0 || intake.state === "committing" ? 1500 : false,
      },
    ),
  );
  const [settled, setSettled] = useState<File | null>(null);
  return (
    <section className="stack" aria-labelledby="form-files">
      <h2 id="form-files">{t("web.forms.files")}</h2>
      <DataList<File>
        label={t("web.forms.files")}
        rows={files.data?.items ?? []}
        total={files.data?.total ?? 0}
        pageSize={PAGE}
        isStale={files.isPlaceholderData}
        rowKey={(file) => file.id}
        columns={[
          { key: "file", title: t("web.forms.col_files"), render: (file) => <FileName file={file} /> },
          {
            key: "state",
            title: t("web.forms.col_state"),
            render: (file) => {
              const shown = file.state === "read" && hasRemarks(file) ? "remarks" : file.state;
              return <StateTag prefix="web.forms.file" state={shown} tone={TONES[shown]} />;
            },
          },
          { key: "organisation", title: t("web.forms.organisation"), render: (file) => <Organisation file={file} /> },
          { key: "what", title: t("web.forms.col_drafts"), render: (file) => <Drafts file={file} /> },
          {
            key: "actions",
            title: "",
            render: (file) => <Actions file={file} onSettle={() => setSettled(file)} />,
          },
        ]}
      />
      {settled && <SettleOrganisation file={settled} onClose={() => setSettled(null)} />}
    </section>
  );
}

function FileName({ file }: { file: File }) {
  const t = useT();
  const at = file.path.lastIndexOf("/");
  const name = file.path.slice(at + 1);
  return (
    <span style={{ overflowWrap: "anywhere" }}>
      {at > 0 && <span className="muted">{file.path.slice(0, at + 1)}</span>}
      {file.hasOriginal ? (
        <a href={`/files/forms/originals/${file.id}`} download={name} title={t("web.forms.original")}>
          {name}
        </a>
      ) : (
        name
      )}
    </span>
  );
}

function Organisation({ file }: { file: File }) {
  const t = useT();
  if (!file.claim && !file.organisationId) return null;
  const name = file.organisationName ?? file.newOrganisation?.name ?? file.claim?.name;
  return (
    <span>
      {name || "—"} {file.state !== "refused" && <span className="muted">{t(`web.forms.match.${file.match}`)}</span>}
    </span>
  );
}

function Drafts({ file }: { file: File }) {
  const t = useT();
  return (
    <>
      {file.reason && <p>{t(file.reason, file.details)}</p>}
      {file.drafts.map((draft, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the drafts of a file have no other name, and never change their order
        <div key={i}>
          {draft.entryId ? (
            <Link to="/entries/$entryId" params={{ entryId: draft.entryId }}>
              {draft.title || t("web.forms.untitled")}
            </Link>
          ) : (
            <span>{draft.title || t("web.forms.untitled")}</span>
          )}{" "}
          <span className="muted">{draft.hasNote && t("web.forms.has_note")}</span>
          {draft.problems.length > 0 && (
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              {draft.problems.map((problem) => (
                <li
                  key={`${problem.reason} ${problem.field} ${problem.value}`}
                  className={problem.severity === "note" ? "muted" : undefined}
                >
                  {formProblemText(t, problem)}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {file.problems.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {file.problems.map((problem) => (
            <li key={`${problem.reason} ${problem.value}`} className="muted">
              {formProblemText(t, problem)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Actions({ file, onSettle }: { file: File; onSettle: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: trpc.formIntake.pathKey() });
  const drop = useMutation(trpc.formIntake.drop.mutationOptions({ onSuccess }));
  const restore = useMutation(trpc.formIntake.restore.mutationOptions({ onSuccess }));
  return (
    <span className="form-actions">
      {file.allowedActions.includes("set_organisation") && (
        <Button size="small" type={file.match === "none" ? "primary" : "default"} onClick={onSettle}>
          {t("web.forms.settle")}
        </Button>
      )}
      {file.allowedActions.includes("drop") && (
        <Button size="small" loading={drop.isPending} onClick={() => drop.mutate({ fileId: file.id })}>
          {t("web.forms.drop_file")}
        </Button>
      )}
      {file.allowedActions.includes("restore") && (
        <Button size="small" loading={restore.isPending} onClick={() => restore.mutate({ fileId: file.id })}>
          {t("web.forms.restore")}
        </Button>
      )}
    </span>
  );
}
