import type { BoardItemDetail } from "@jiebang/domain/board/board.schema.ts";
import { useT } from "../../app/locale.tsx";
import { useLocalName } from "../../components/values.tsx";

/** The text that the bids answer: frozen at the announcement. */
export function ItemSnapshot({ item }: { item: BoardItemDetail }) {
  const t = useT();
  const nameOf = useLocalName();
  const { snapshot } = item;
  const demand = snapshot.demand;
  const parts = [
    ["web.round.f_summary", t.locale === "en" ? (snapshot.summaryEn ?? snapshot.summary) : snapshot.summary],
    ["web.round.f_body", t.locale === "en" ? (snapshot.bodyEn ?? snapshot.body) : snapshot.body],
    ["web.round.f_problem", demand?.problem],
    ["web.round.f_today", demand?.todayState],
    ["web.round.f_partner", demand?.partnerConditions],
    ["web.round.f_ip_wish", demand?.ipWish],
  ] as const;
  return (
    <section className="sheet">
      <h2>
        {t("web.round.snapshot")} {item.hash && <span className="muted">{t("web.round.snapshot_frozen")}</span>}
      </h2>
      <div className="stack">
        {parts.map(
          ([key, text]) =>
            text && (
              <div key={key}>
                <h3 className="section-title">{t(key)}</h3>
                <p className="prewrap">{text}</p>
              </div>
            ),
        )}
        {demand && demand.targets.length > 0 && (
          <div>
            <h3 className="section-title">{t("web.round.targets")}</h3>
            <ul className="rows">
              {demand.targets.map((target) => (
                <li key={`${target.name}${target.value}`}>
                  <span className="rows-main">{target.name}</span>
                  <span>
                    {t(`word.comparator.${target.comparator}`)} {target.value} {target.unit}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {snapshot.industry && <p className="muted">{nameOf(snapshot.industry)}</p>}
      </div>
    </section>
  );
}
