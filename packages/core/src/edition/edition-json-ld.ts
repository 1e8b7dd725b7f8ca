import type { FrozenEntry } from "@jiebang/domain";
import type { FrozenEdition } from "./load-frozen.ts";

const clean = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null && v !== undefined && v !== ""));
const local = (zh: string, en: string | null) =>
  en
    ? [
        { "@language": "zh-CN", "@value": zh },
        { "@language": "en", "@value": en },
      ]
    : { "@language": "zh-CN", "@value": zh };

/**
 * The edition for machines: a schema.org Dataset with its list, and beside it the frozen values themselves as JSON
 * literals, from which the hashes are counted again without asking anybody.
 */
export function editionJsonLd(publicUrl: string, edition: FrozenEdition): object {
  const { header, rootHash, entries, difference } = edition;
  const url = `${publicUrl}/editions/${header.slug}`;
  return {
    "@context": [
      "https://schema.org",
      {
        frozen: { "@id": "urn:jiebang:frozen", "@type": "@json" },
        difference: { "@id": "urn:jiebang:difference", "@type": "@json" },
        rootHash: "urn:jiebang:rootHash",
      },
    ],
    "@type": "Dataset",
    "@id": url,
    url,
    identifier: header.slug,
    name: local(header.title, header.titleEn),
    ...(header.preface && { description: local(header.preface, header.prefaceEn) }),
    version: String(header.no),
    datePublished: header.issuedOn,
    publisher: header.issuers.map((name) => ({ "@type": "Organization", name })),
    spatialCoverage: header.jurisdiction.name,
    citation: header.bases.map((b) => `${b.title}（${b.documentNo}）`),
    includedInDataCatalog: { "@type": "DataCatalog", url: `${publicUrl}/editions` },
    ...(header.previous && { isBasedOn: `${publicUrl}/editions/${header.previous.slug}` }),
    mainEntity: {
      "@type": "ItemList",
      numberOfItems: entries.length,
      itemListElement: entries.map(({ position, content }) => ({
        "@type": "ListItem",
        position,
        item: entryJsonLd(publicUrl, content),
      })),
    },
    rootHash,
    frozen: { header, entries: entries.map(({ number, hash, content }) => ({ number, hash, content })) },
    difference,
  };
}

/** As on the entry's own page: schema.org Offer or Demand; a hidden poster is no party here either. */
function entryJsonLd(publicUrl: string, c: FrozenEntry): object {
  const { poster, money } = c;
  const party = !poster.isHidden &&
    poster.name && {
      [c.kind === "offer" ? "offeredBy" : "provider"]: clean({
        "@type": poster.kind === "university" ? "CollegeOrUniversity" : "Organization",
        name: poster.name,
        alternateName: poster.nameEn,
      }),
    };
  const price = money?.kind === "range" &&
    (money.min || money.max) && {
      priceSpecification: clean({
        "@type": "PriceSpecification",
        priceCurrency: "CNY",
        minPrice: money.min,
        maxPrice: money.max,
      }),
    };
  return {
    "@type": c.kind === "offer" ? "Offer" : "Demand",
    identifier: c.number,
    url: `${publicUrl}/${c.kind}s/${c.number}`,
    name: local(c.title, c.titleEn),
    ...(c.summary && { description: local(c.summary, c.summaryEn) }),
    ...(c.validUntil && { validThrough: c.validUntil }),
    ...(c.area && { areaServed: c.area.name }),
    ...price,
    ...party,
    itemOffered: clean({
      "@type": c.kind === "offer" ? "Product" : "Service",
      name: c.title,
      category: c.industry?.name,
      keywords: c.keywords.length > 0 ? c.keywords.join(", ") : null,
    }),
  };
}
