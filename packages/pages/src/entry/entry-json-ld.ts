import type { PublicEntry } from "@jiebang/domain";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import { pick } from "../kernel/text.tsx";
import { codeName, entryPath } from "./entry-words.ts";

/** schema.org Offer or Demand, made from the public layer only; a hidden poster has no party here either. */
export function entryJsonLd(publicUrl: string, lang: Lang, entry: PublicEntry): object {
  const title = pick(lang, entry.title, entry.titleEn);
  const summary = pick(lang, entry.summary, entry.summaryEn);
  const { poster, money } = entry;
  const party = !poster.isHidden &&
    poster.name && {
      "@type": poster.kind === "university" ? "CollegeOrUniversity" : "Organization",
      name: lang.locale === "en" ? (poster.nameEn ?? poster.name) : poster.name,
      ...(poster.id && { url: `${publicUrl}${lang.href(`/organisations/${poster.id}`)}` }),
    };
  const price = money?.kind === "range" &&
    (money.min || money.max) && {
      priceSpecification: {
        "@type": "PriceSpecification",
        priceCurrency: "CNY",
        ...(money.min && { minPrice: money.min }),
        ...(money.max && { maxPrice: money.max }),
      },
    };
  return {
    "@context": "https://schema.org",
    "@type": entry.kind === "offer" ? "Offer" : "Demand",
    identifier: entry.number,
    name: title.text,
    description: excerpt(summary.text || entry.body, 300),
    inLanguage: title.lang ?? lang.tag,
    url: `${publicUrl}${lang.href(entryPath(entry))}`,
    availabilityStarts: entry.publishedAt,
    ...(entry.validUntil && { validThrough: entry.validUntil }),
    ...(entry.area && { areaServed: codeName(lang, entry.area) }),
    ...price,
    ...(party && { [entry.kind === "offer" ? "offeredBy" : "provider"]: party }),
    itemOffered: {
      "@type": "Service",
      name: title.text,
      ...(entry.industry && { category: codeName(lang, entry.industry) }),
      ...(entry.keywords.length > 0 && { keywords: entry.keywords.join(", ") }),
    },
  };
}
