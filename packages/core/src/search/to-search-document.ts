import { moneyBandOf, type PublicEntry, toEntryCard } from "@jiebang/domain";
import type { SearchDocument } from "@jiebang/search";

/**
 * What the index knows of an entry: nothing but its public projection, so a field hidden there cannot be found here.
 * `tier` is the poster's; a hidden poster has none, because a rare tier in a small place would give it away.
 */
export function toSearchDocument(entry: PublicEntry, tier: string | null): SearchDocument {
  const { poster, offer, demand } = entry;
  const isNamed = !poster.isHidden && !poster.isPlaceholder;
  return {
    id: entry.id,
    kind: entry.kind,
    number: entry.number,
    title: entry.title,
    titleEn: entry.titleEn ?? undefined,
    keywords: [...entry.keywords, ...entry.keywordsEn],
    summary: entry.summary,
    summaryEn: entry.summaryEn ?? undefined,
    body: bodyOf(entry),
    names: isNamed ? [poster.name, poster.nameEn].filter((name) => name !== null) : [],
    codes: [entry.number, entry.sourceId, ...(offer?.ipRights.map((r) => r.number) ?? []), ...entry.ipcCodes].filter(
      (code): code is string => Boolean(code),
    ),
    facets: {
      kind: entry.kind,
      state: entry.state,
      historical: String(entry.isHistorical),
      mode: entry.cooperationModes,
      ...(entry.industry && { industry: entry.industry.code }),
      ...(entry.area && { area: entry.area.code }),
      ...(entry.chain && { chain: entry.chain.code }),
      ...(entry.maturityStage && { maturity: entry.maturityStage }),
      ...(entry.money && bandOf(entry.money)),
      ...(tier && isNamed && { tier }),
      ...(!poster.isHidden && poster.id && { organisation: poster.id }),
    },
    ranges: {
      publishedAt: entry.publishedAt,
      // A demand is due when its result is needed, anything else when its validity ends.
      ...((demand && entry.deadline) || entry.validUntil ? { deadline: (entry.deadline ?? entry.validUntil)! } : {}),
      ...(entry.money && (entry.money.max ?? entry.money.min) && { money: (entry.money.max ?? entry.money.min)! }),
    },
    card: toEntryCard(entry),
  };
}

function bandOf(money: NonNullable<PublicEntry["money"]>) {
  const moneyBand = moneyBandOf(money.kind, money.min, money.max);
  return moneyBand ? { moneyBand } : {};
}

/** Everything public that is no title, summary or keyword, as one text. */
export function bodyOf({ body, bodyEn, offer, demand, ...entry }: PublicEntry): string {
  const parts: (string | null | undefined)[] = [body, bodyEn];
  if (offer)
    parts.push(
      ...[offer.maturity?.evidence, offer.team, offer.conditions, offer.proven],
      ...offer.inventors.map((i) => `${i.name} ${i.unit}`),
      ...offer.ipRights.map((r) => `${r.holder} ${r.number ?? ""}`),
    );
  if (demand)
    parts.push(
      ...[demand.problem, demand.todayState, demand.partnerConditions, demand.ipWish, demand.foundationClass],
      ...demand.targets.map((t) => `${t.name} ${t.value} ${t.unit}`),
    );
  for (const ref of [entry.industry, entry.chain, entry.area, entry.discipline])
    if (ref) parts.push(`${ref.name} ${ref.nameEn ?? ""}`);
  return parts.filter(Boolean).join("\n");
}
