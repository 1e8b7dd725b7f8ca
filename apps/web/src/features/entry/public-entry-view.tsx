import type { PublicEntry } from "@jiebang/domain";
import type { ReactNode } from "react";
import { useT } from "../../app/locale.tsx";
import { Day, MoneyRange, useLocalName } from "../../components/values.tsx";
import { inventorText, ipText, targetText } from "./field-text.ts";

/** Who posted it; of a hidden poster its kind. */
export function PosterName({
  poster,
}: {
  poster: Pick<PublicEntry["poster"], "isHidden" | "name" | "nameEn" | "kind">;
}) {
  const t = useT();
  if (poster.isHidden) return `${t("web.interest.hidden_poster")} · ${t(`word.organisation.${poster.kind}`)}`;
  return t.locale === "en" ? (poster.nameEn ?? poster.name) : poster.name;
}

/** An entry as its readers get it: from the one projection, so what is not public is not here. */
export function PublicEntryView({
  entry,
  isHeaded,
}: {
  entry: PublicEntry /** The page bears its title and poster. */;
  isHeaded?: boolean;
}) {
  const t = useT();
  const nameOf = useLocalName();
  const en = t.locale === "en";
  const pick = (zh: string, english: string | null) => (en && english ? english : zh);
  const join = (words: string[]) => words.join(en ? ", " : "、");
  const facts: [string, ReactNode][] = [
    [t("web.entry.f.industryCode"), nameOf(entry.industry)],
    [t("web.entry.f.areaCode"), nameOf(entry.area)],
    [t("web.entry.f.chainCode"), nameOf(entry.chain)],
    [t("web.entry.f.disciplineCode"), nameOf(entry.discipline)],
    [t("web.entry.f.keywords"), join(en && entry.keywordsEn.length ? entry.keywordsEn : entry.keywords)],
    [t("web.entry.f.cooperationModes"), join(entry.cooperationModes.map((mode) => t(`word.mode.${mode}`)))],
    [t("web.entry.f.money"), entry.money && <MoneyRange value={entry.money} />],
    [t("web.entry.f.detail.maturity"), entry.maturityStage && t(`word.maturity.${entry.maturityStage}`)],
    [t("web.entry.f.detail.deadline"), entry.deadline && <Day value={entry.deadline} />],
    [t("web.entry.f.validUntil"), entry.validUntil && <Day value={entry.validUntil} />],
    [
      t("web.entry.f.contact"),
      entry.contact && [entry.contact.name, entry.contact.phone, entry.contact.email].filter(Boolean).join(" · "),
    ],
  ];
  const texts: [string, string][] = [
    [t("web.entry.f.body"), pick(entry.body, entry.bodyEn)],
    ...(entry.offer
      ? ([
          [t("web.entry.f.proven"), entry.offer.proven],
          [t("web.entry.f.conditions"), entry.offer.conditions],
          [t("web.entry.f.maturityEvidence"), entry.offer.maturity?.evidence ?? ""],
          [t("web.entry.f.ipRights"), entry.offer.ipRights.map((right) => ipText(t, right)).join("\n")],
          [t("web.entry.f.inventors"), entry.offer.inventors.map(inventorText).join("\n")],
          [t("web.entry.f.team"), entry.offer.team],
        ] as [string, string][])
      : []),
    ...(entry.demand
      ? ([
          [t("web.entry.f.problem"), entry.demand.problem],
          [t("web.entry.f.targets"), entry.demand.targets.map((target) => targetText(t, target)).join("\n")],
          [t("web.entry.f.todayState"), entry.demand.todayState],
          [t("web.entry.f.partnerConditions"), entry.demand.partnerConditions],
          [t("web.entry.f.ipWish"), entry.demand.ipWish],
        ] as [string, string][])
      : []),
  ];
  return (
    <article className="content-view">
      {!isHeaded && (
        <>
          <h2 className="notice-title">{pick(entry.title, entry.titleEn)}</h2>
          <p className="muted">
            <PosterName poster={entry.poster} />
          </p>
        </>
      )}
      <p className="prewrap content-summary">{pick(entry.summary, entry.summaryEn)}</p>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} style={{ display: "contents" }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {texts
        .filter(([, text]) => text)
        .map(([label, text]) => (
          <div key={label} className="content-part">
            <div className="content-label">{label}</div>
            <p className="prewrap">{text}</p>
          </div>
        ))}
      {entry.afterUndertaking.length > 0 && (
        <p className="muted content-part">
          {t("web.entry.layer.undertaking")}: {join(entry.afterUndertaking.map((field) => t(`web.entry.f.${field}`)))}
        </p>
      )}
    </article>
  );
}
