import type { VisitView } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { Day, DueIn } from "../../components/values.tsx";

/** Visits as they are read: when, who, what, what came of it, and the promise that is still open. */
export function VisitRows({ visits, marked, withFirm }: { visits: VisitView[]; marked?: string; withFirm?: boolean }) {
  const t = useT();
  if (visits.length === 0) return <p className="muted">{t("web.firm.none.visits")}</p>;
  return (
    <ul className="rows visit-rows">
      {visits.map((visit) => (
        <li key={visit.visitId} className={visit.visitId === marked ? "visit-marked" : undefined}>
          <div className="rows-main">
            <div className="row-actions">
              <strong>
                <Day value={visit.visitedOn} />
              </strong>
              {withFirm && (
                <Link
                  to="/firms/$organisationId"
                  params={{ organisationId: visit.organisationId }}
                  search={{ tab: "visits" }}
                  data-case=""
                >
                  {visit.organisationName}
                </Link>
              )}
              {visit.outcomes.map((outcome) => (
                <StateBadge key={outcome} tone="other">
                  {t(`word.visit_outcome.${outcome}`)}
                </StateBadge>
              ))}
            </div>
            {visit.people && <div className="rows-sub">{visit.people}</div>}
            {visit.note && <p className="prewrap">{visit.note}</p>}
            <Photos visit={visit} />
            <NextStep visit={visit} />
            <div className="rows-sub">
              {t("web.visit.by", { name: visit.byName })}
              {visit.allowedActions.includes("edit") && (
                <>
                  {" · "}
                  <Link to="/visits/$visitId" params={{ visitId: visit.visitId }}>
                    {t("web.visit.edit")}
                  </Link>
                </>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Photos({ visit }: { visit: VisitView }) {
  if (visit.photos.length === 0) return null;
  return (
    <div className="photo-row">
      {visit.photos.map((photo) => (
        <a key={photo.id} href={`/files/${photo.id}`}>
          <img src={`/files/${photo.id}`} alt={photo.fileName} loading="lazy" width={72} height={72} />
        </a>
      ))}
    </div>
  );
}

function NextStep({ visit }: { visit: VisitView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const finish = useMutation(
    trpc.visit.finishStep.mutationOptions({
      onSuccess: () => {
        for (const queryKey of [trpc.visit.pathKey(), trpc.firm.pathKey(), trpc.desk.pathKey()])
          void queryClient.invalidateQueries({ queryKey });
      },
    }),
  );
  if (!visit.nextOn) return null;
  return (
    <div className="row-actions visit-next">
      <span className="muted">{t("web.visit.next_step")}</span>
      <span>{visit.nextStep}</span>
      <DueIn value={visit.nextOn} isDone={visit.nextDoneAt !== null} />
      {visit.nextDoneAt && (
        <span className="muted">✓ {t("web.visit.done_by", { name: visit.nextDoneByName ?? "" })}</span>
      )}
      {visit.allowedActions.includes("finishStep") && (
        <Button
          size="small"
          loading={finish.isPending}
          onClick={() => finish.mutate({ visitId: visit.visitId, version: visit.version })}
        >
          {t("web.visit.finish")}
        </Button>
      )}
    </div>
  );
}
