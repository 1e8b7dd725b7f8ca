import fs from "node:fs";
import path from "node:path";
import type { SearchDocument } from "@jiebang/search";
import type { Listing } from "./listings.ts";

/** A paper of either collection; a stand-in for results. */
export interface Paper {
  id: string;
  title: string;
  abstract: string;
  keywords: string[];
  discipline?: string;
}

const data = path.resolve(import.meta.dirname, "../../../../../shared/data");

function readLines<T>(name: string): T[] | undefined {
  const file = path.join(data, name);
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim()).map((line) => JSON.parse(line) as T);
}

export const readPapers = (collection: "csl-zh" | "papers-zh") =>
  readLines<Paper>(`${collection}/papers.jsonl`)?.map((paper) => ({ ...paper, id: paper.id.replace(/\W/g, "_") }));

/** Chinese, English, how often. */
export function readGlossary(): { zh: string; en: string; count: number }[] | undefined {
  const file = path.join(data, "glossary-zh-en/glossary.tsv");
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => {
    const [zh, en, count] = line.split("\t");
    return zh && en ? [{ zh, en, count: Number(count) || 1 }] : [];
  });
}

let serial = 0;
export function paperDocument(paper: Paper, isTitled = true): SearchDocument {
  const { title, abstract, keywords } = paper;
  return makeDocument(paper.id, "offer", isTitled ? title : "", keywords, abstract);
}

export const listingDocument = ({ id, title, description }: Listing, kind: "offer" | "demand"): SearchDocument =>
  makeDocument(id, kind, title, [], description);

function makeDocument(id: string, kind: "offer" | "demand", title: string, keywords: string[], body: string) {
  const number = `${kind === "offer" ? "CG" : "XQ"}-2026-${String(++serial).padStart(6, "0")}`;
  // As entries are shown and indexed: the beginning of what is said is the summary.
  const summary = body.slice(0, 200);
  return {
    id,
    kind,
    number,
    title,
    keywords,
    summary,
    body: body.slice(200),
    names: [],
    codes: [number],
    facets: { kind, state: "published", historical: "false" },
    ranges: { publishedAt: new Date(Date.UTC(2026, 0, 1) + (serial % 100_000) * 60_000).toISOString() },
    card: { title, titleEn: null, summary, kind },
  } satisfies SearchDocument;
}
