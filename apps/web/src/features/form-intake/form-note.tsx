import { formProblemText } from "@jiebang/i18n";
import { useQuery } from "@tanstack/react-query";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";

/** On a draft that came from a form: what was written there and found no field. */
export function FormNote({ entryId }: { entryId: string }) {
  const t = useT();
  const trpc = useTRPC();
  const note = useQuery(
    trpc.formIntake.note.queryOptions(
      { entryId },
      { staleTime: Number.POSITIVE_INFINITY, meta: { showsOwnError: true } },
    ),
  ).data;
  if (!note) return null;
  return (
    <section className="sheet stack" aria-labelledby="form-note">
      <h2 id="form-note">{t("web.forms.note_title", { file: note.fileName.split("/").at(-1) ?? "" })}</h2>
      <p className="muted">{t("web.forms.note_lead")}</p>
      {note.problems.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {note.problems.map((problem) => (
            <li key={`${problem.reason} ${problem.field} ${problem.value}`}>{formProblemText(t, problem)}</li>
          ))}
        </ul>
      )}
      {note.note && <p style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{note.note}</p>}
    </section>
  );
}
