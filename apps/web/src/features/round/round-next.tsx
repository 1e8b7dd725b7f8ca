import type { RoundView } from "@jiebang/domain/round/round.schema.ts";
import { Alert } from "antd";
import { useT } from "../../app/locale.tsx";
import { AppLink } from "../../components/app-link.tsx";
import { DueIn } from "../../components/values.tsx";

/** Who has to do what by when; mine first, then what others owe. */
export function RoundNext({ round }: { round: RoundView }) {
  const t = useT();
  const mine = round.nextActions.filter((action) => action.isMine);
  const others = round.nextActions.filter((action) => !action.isMine);
  if (["completed", "failed", "rejected", "cancelled"].includes(round.state)) return null;
  return (
    <section className="sheet" aria-label={t("web.round.next")}>
      {round.obstacles.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t("web.round.obstacles")}
          description={
            <ul>
              {round.obstacles.map((obstacle) => (
                <li key={`${obstacle.reason}${JSON.stringify(obstacle.details)}`}>
                  {t(obstacle.reason, obstacle.details)}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <h2>
        {t("web.round.next")} {mine.length === 0 && <span className="muted">{t("web.round.next_none")}</span>}
      </h2>
      <ActionRows actions={mine} />
      {others.length > 0 && (
        <details className="stage-now">
          <summary>
            {t("web.round.others_next")} ({others.length})
          </summary>
          <ActionRows actions={others} />
        </details>
      )}
    </section>
  );
}

function ActionRows({ actions }: { actions: RoundView["nextActions"] }) {
  const t = useT();
  return (
    <ul className="rows">
      {actions.map((action) => (
        <li key={`${action.kind}${action.organisationId}${action.itemId}`}>
          <div className="rows-main">
            <AppLink href={action.link}>{t(`step.${action.kind}`)}</AppLink>
            {action.organisationName && <div className="rows-sub">{action.organisationName}</div>}
          </div>
          {action.dueAt && <DueIn value={action.dueAt} />}
        </li>
      ))}
    </ul>
  );
}
