import type { SearchDocument } from "@jiebang/search";
import { best, bigrams, bm25, type Scorer } from "./baselines.ts";
import { measure, readJudged } from "./judged.ts";
import { readListings } from "./listings.ts";
import { listingDocument, type Paper, paperDocument, readGlossary, readPapers } from "./papers.ts";

export interface Task {
  name: string;
  documents: SearchDocument[];
  queries: { id: string; text: string }[];
  kinds?: ("offer" | "demand")[];
  /** The query is made of one of the documents, which is no answer to it. */
  isWithoutSelf?: boolean;
  /** Ids, best first, of a plain system. */
  baseline(text: string, limit: number, id: string): string[];
  measure(found: Map<string, string[]>): Record<string, number>;
}

const every = <T>(items: readonly T[], most: number): T[] => {
  const step = Math.max(1, Math.floor(items.length / most));
  return items.filter((_, i) => i % step === 0).slice(0, most);
};
const mean = (values: number[]) => values.reduce((a, v) => a + v, 0) / Math.max(1, values.length);
const textOf = ({ title, keywords, summary, body }: SearchDocument) => [title, ...keywords, summary + body].join("\n");

function plain(documents: SearchDocument[], scorer: Scorer = bm25(documents.map(textOf), bigrams)): Task["baseline"] {
  return (text, limit, self) =>
    best(scorer(text), limit + 1)
      .map((i) => documents[i]!.id)
      .filter((id) => id !== self)
      .slice(0, limit);
}

/** Demands of the judged set, each as a query over all results of the market. */
export function ownSet(): Task[] | undefined {
  const listings = readListings();
  if (!listings) return undefined;
  const judged = readJudged();
  const offers = listings.offers.map((offer) => listingDocument(offer, "offer"));
  // Both catalogues are in the index, as they are in use, without the demands that are asked with.
  const others = listings.demands.filter(({ id }) => !judged[id]);
  const documents = [...offers, ...others.map((demand) => listingDocument(demand, "demand"))];
  const queries = listings.demands
    .filter(({ id }) => judged[id])
    .map(({ id, title, description }) => ({ id, text: `${title}\n${description}` }));
  const measureOf: Task["measure"] = (found) => {
    const { ndcg, recall } = measure(judged, new Map([...found].map(([id, ranked]) => [id, { ranked, top: 0 }])));
    const tens = [...found].flatMap(([id, ranked]) => ranked.slice(0, 10).map((hit) => judged[id]![hit] !== undefined));
    return { "nDCG@10": ndcg, "R@10": recall, "judged of the ten": mean(tens.map(Number)) };
  };
  return [
    { name: "demand → results", documents, queries, kinds: ["offer"], baseline: plain(offers), measure: measureOf },
  ];
}

function reciprocal(wanted: Map<string, string>): Task["measure"] {
  return (found) => ({
    "MRR@10": mean(
      [...found].map(([query, ids]) => {
        const at = ids.slice(0, 10).indexOf(wanted.get(query) ?? query);
        return at < 0 ? 0 : 1 / (at + 1);
      }),
    ),
  });
}

/** An abstract finds its paper: among papers without titles, and among papers of which only title and keywords are known. */
export function knownItems(most: number): Task[] | undefined {
  const tasks: Task[] = [];
  for (const collection of ["csl-zh", "papers-zh"] as const) {
    const papers = readPapers(collection);
    if (!papers) return undefined;
    const asked = every(papers, most);
    const one = (name: string, documents: SearchDocument[]) => {
      const queries = asked.map(({ id, abstract }) => ({ id: `query ${id}`, text: abstract }));
      const wanted = new Map(asked.map(({ id }) => [`query ${id}`, id]));
      const baseline = plain(documents);
      tasks.push({ name: `${collection}: ${name}`, documents, queries, baseline, measure: reciprocal(wanted) });
    };
    const bare = (paper: Paper): Paper => ({ ...paper, abstract: "" });
    one("abstract → paper, no titles", papers.map((paper) => paperDocument(paper, false))); // biome-ignore format: a line
    one("abstract → title and keywords", papers.map((paper) => paperDocument(bare(paper)))); // biome-ignore format: a line
  }
  return tasks;
}

/** English terms of the glossary that name a keyword of five papers or more: those papers are the answer. */
export function englishTerms(most: number): Task[] | undefined {
  const [glossary, papers] = [readGlossary(), readPapers("papers-zh")];
  if (!glossary || !papers) return undefined;
  const byKeyword = new Map<string, string[]>();
  for (const { id, keywords } of papers)
    for (const keyword of new Set(keywords)) byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), id]);
  const terms = glossary.filter(({ zh, en }) => (byKeyword.get(zh)?.length ?? 0) >= 5 && /^[a-z -]+$/i.test(en));
  const asked = every(terms, most);
  const documents = papers.map((paper) => paperDocument(paper));
  const answers = new Map(asked.map(({ zh, en }) => [en, new Set(byKeyword.get(zh))]));
  return [
    {
      name: "English term → Chinese papers",
      documents,
      queries: asked.map(({ en }) => ({ id: en, text: en })),
      baseline: plain(documents),
      measure: (found) => ({
        "P@5": mean([...found].map(([en, ids]) => mean([0, 1, 2, 3, 4].map((i) => Number(answers.get(en)!.has(ids[i]!)))))), // biome-ignore format: a line
        "any found": mean([...found].map(([en, ids]) => Number(ids.slice(0, 10).some((id) => answers.get(en)!.has(id))))), // biome-ignore format: a line
      }),
    },
  ];
}

/** The first sentence of an abstract finds other papers of its discipline. */
export function sameDiscipline(most: number): Task[] | undefined {
  const papers = readPapers("csl-zh");
  if (!papers) return undefined;
  const documents = papers.map((paper) => paperDocument(paper));
  const disciplines = new Map(papers.map(({ id, discipline }) => [id, discipline]));
  const queries = every(papers, most).map(({ id, abstract }) => ({ id, text: abstract.split(/[。．.!！;；]/)[0]! }));
  const measureOf: Task["measure"] = (found) => ({
    "P@10": mean(
      [...found].map(([id, ids]) => ids.slice(0, 10).filter((hit) => disciplines.get(hit) === disciplines.get(id)).length / 10), // biome-ignore format: a line
    ),
  });
  return [
    {
      name: "first sentence → same discipline",
      documents,
      queries,
      isWithoutSelf: true,
      baseline: plain(documents),
      measure: measureOf,
    },
  ];
}
