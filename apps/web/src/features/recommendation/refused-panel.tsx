import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DateTime } from "../../components/values.tsx";
import { useRecommendationChange } from "./use-recommendation-change.ts";

/** What this organisation does not want to see, and the way back. */
export function RefusedPanel() {
  const t = useT();
  const trpc = useTRPC();
  const rules = useSuspenseQuery(trpc.recommendation.fewerRules.queryOptions()).data;
  const refused = useSuspenseQuery(trpc.recommendation.dismissals.queryOptions({ limit: 100 })).data;
  const { restore, endFewer } = useRecommendationChange();
  const titleOf = (of: { title: string; titleEn: string | null }) => (t.locale === "en" && of.titleEn) || of.title;
  return (
    <>
      <section className="sheet">
        <h2>{t("web.recommendation.rules")}</h2>
        {rules.length === 0 && <p className="muted">{t("web.recommendation.rules_none")}</p>}
        <ul className="rows">
          {rules.map((rule) => (
            <li key={rule.ruleId}>
              <div className="rows-main">
                {t(`web.recommendation.fewer_${rule.kind}_rule`, {
                  name: (t.locale === "en" && rule.labelEn) || rule.label,
                })}
                <div className="rows-sub">
                  {t("web.recommendation.fewer_hides", { n: rule.hides })} ·{" "}
                  {t("web.recommendation.by", { name: rule.byName })} · <DateTime value={rule.since} dateOnly />
                </div>
              </div>
              <Button
                size="small"
                loading={endFewer.isPending && endFewer.variables.ruleId === rule.ruleId}
                onClick={() => endFewer.mutate({ ruleId: rule.ruleId })}
              >
                {t("web.recommendation.fewer_end")}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <section className="sheet">
        <h2>
          {t("web.recommendation.refused")} <span className="muted">{refused.total || ""}</span>
        </h2>
        {refused.items.length === 0 && <p className="muted">{t("web.recommendation.refused_none")}</p>}
        <ul className="rows">
          {refused.items.map((item) => (
            <li key={item.dismissalId}>
              <div className="rows-main">
                {item.other ? (
                  <Link to="/catalogue/$number" params={{ number: item.other.number }}>
                    {titleOf(item.other)}
                  </Link>
                ) : (
                  <span className="muted">{t("web.recommendation.other_gone")}</span>
                )}
                <div className="rows-sub">
                  {t("web.recommendation.own")} {titleOf(item.own)} · {t(`recommendation.reason.${item.reason}`)}
                  {item.note && ` · ${item.note}`} · {t("web.recommendation.by", { name: item.byName })} ·{" "}
                  <DateTime value={item.at} dateOnly />
                </div>
              </div>
              <Button
                size="small"
                loading={restore.isPending && restore.variables.dismissalId === item.dismissalId}
                onClick={() => restore.mutate({ dismissalId: item.dismissalId })}
              >
                {t("web.recommendation.restore")}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
