// A server on the loopback that behaves as Meilisearch does when something is wrong. What it knows of searching is that every
// word must stand in a document; what it is strict about is the interface: `violations` tells every request and answer that
// does not keep to it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Validator } from "./validate.ts";

export type Fault =
  | "unavailable" // 503, as from a proxy or a server that stops
  | "silent" // takes the question and never answers
  | "cut" // closes the connection
  | "cutAnswer" // closes it in the middle of the answer
  | "foreign" // answers as something else does
  | "failedTasks" // takes everything and can do nothing
  | "full" // so because its disk is full
  | "fullAnswer" // says at once that its disk is full
  | "idle"; // takes tasks and never does them

interface FakeIndex {
  primaryKey: string | null;
  settings: Record<string, unknown>;
  documents: Map<string, Record<string, unknown>>;
}

interface FakeTask {
  uid: number;
  indexUid: string | null;
  type: string;
  status: string;
  error: object | null;
  enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

const AT = "2026-01-01T00:00:00Z";
const errorOf = (code: string, message: string, type = "invalid_request") => ({
  message,
  code,
  type,
  link: `https://docs.meilisearch.com/errors#${code}`,
});

class Refusal extends Error {
  readonly status: number;
  readonly body: object;
  constructor(status: number, code: string, message: string, type?: string) {
    super(message);
    this.status = status;
    this.body = errorOf(code, message, type);
  }
}

export class FakeMeilisearch {
  readonly key = "the right key";
  readonly violations: string[] = [];
  version = "1.53.0";
  fault: Fault | undefined;
  /** After so many more questions the fault is gone. */
  faultsLeft = Number.POSITIVE_INFINITY;
  requests = 0;
  readonly #indexes = new Map<string, FakeIndex>();
  readonly #tasks: FakeTask[] = [];
  readonly #validator = new Validator();
  readonly #server: Server = createServer((request, response) => void this.#take(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString();
    const body = raw ? JSON.parse(raw) : undefined;
    const url = new URL(request.url ?? "/", "http://fake");
    const method = request.method ?? "GET";
    this.violations.push(...this.#validator.request(method, url, body));
    const fault = this.faultsLeft > 0 ? this.fault : undefined;
    this.faultsLeft -= 1;
    if (fault === "silent") return;
    if (fault === "cut") return void request.socket.destroy();
    if (fault === "unavailable") return void response.writeHead(503).end("Service Unavailable");
    if (fault === "foreign")
      return void response.writeHead(200, { "content-type": "text/html" }).end("<h1>It works</h1>");
    let status = 200;
    let answer: unknown;
    try {
      if (url.pathname !== "/health") this.#mustKnow(request.headers.authorization);
      if (fault === "fullAnswer" && method !== "GET")
        throw new Refusal(507, "no_space_left_on_device", "No space left on device (os error 28)", "system");
      [status, answer] = this.#answer(method, url, body, fault);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      [status, answer] = [error.status, error.body];
    }
    this.violations.push(...this.#validator.answer(method, url.pathname, status, answer));
    const sent = JSON.stringify(answer);
    response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(sent) });
    if (fault !== "cutAnswer") return void response.end(sent);
    response.write(sent.slice(0, sent.length / 2), () => request.socket.destroy());
  }

  #mustKnow(authorization: string | undefined): void {
    if (!authorization) throw new Refusal(401, "missing_authorization_header", "The Authorization header is missing.", "auth"); // biome-ignore format: a line
    if (authorization !== `Bearer ${this.key}`) throw new Refusal(403, "invalid_api_key", "The provided API key is invalid.", "auth"); // biome-ignore format: a line
  }

  #answer(method: string, url: URL, body: unknown, fault: Fault | undefined): [number, unknown] {
    const [, area, uid, what, how] = url.pathname.split("/");
    if (area === "health") return [200, { status: "available" }];
    if (area === "version") return [200, { commitSha: "fake", commitDate: "fake", pkgVersion: this.version }];
    if (area === "tasks") return [200, uid ? this.#tasks[Number(uid)] : this.#listTasks(url.searchParams)];
    if (area === "multi-search") return [200, this.#search(body as Search)];
    if (area === "swap-indexes") return [202, this.#enqueue("indexSwap", null, fault, () => this.#swap(body))];
    if (!uid && method === "GET") {
      const results = [...this.#indexes].map(([uid, index]) => view(uid, index));
      return [200, { results, offset: 0, limit: 1000, total: results.length }];
    }
    if (!uid) {
      const made = body as { uid: string; primaryKey?: string };
      const index = { primaryKey: made.primaryKey ?? null, settings: {}, documents: new Map() };
      return [202, this.#enqueue("indexCreation", made.uid, fault, () => this.#indexes.set(made.uid, index))];
    }
    if (!what && method === "DELETE")
      return [202, this.#enqueue("indexDeletion", uid, fault, () => this.#indexes.delete(uid))];
    const index = this.#indexes.get(uid);
    if (!index) throw new Refusal(404, "index_not_found", `Index \`${uid}\` not found.`);
    if (!what) return [200, view(uid, index)];
    if (what === "stats") return [200, statsOf(index)];
    if (what === "settings" && how === "stop-words") return [200, index.settings.stopWords ?? []];
    if (what === "settings")
      return [202, this.#enqueue("settingsUpdate", uid, fault, () => Object.assign(index.settings, body))];
    if (how === "delete-batch")
      return [
        202,
        this.#enqueue("documentDeletion", uid, fault, () => {
          for (const id of body as string[]) index.documents.delete(id);
        }),
      ];
    if (how === "fetch") return [200, fetched(index, body as Fetch)];
    const documents = body as { id: string }[];
    return [
      202,
      this.#enqueue("documentAdditionOrUpdate", uid, fault, () => {
        for (const document of documents) index.documents.set(document.id, document);
      }),
    ];
  }

  #enqueue(type: string, indexUid: string | null, fault: Fault | undefined, work: () => unknown): object {
    const uid = this.#tasks.length;
    const isFull = fault === "full";
    const fails = isFull || fault === "failedTasks";
    const waits = fault === "idle";
    if (!fails && !waits) work();
    const error = isFull
      ? errorOf("no_space_left_on_device", "No space left on device (os error 28)", "system")
      : errorOf("internal", "an error of its own", "internal");
    this.#tasks.push({
      uid,
      indexUid,
      type,
      status: waits ? "enqueued" : fails ? "failed" : "succeeded",
      error: fails ? error : null,
      enqueuedAt: AT,
      startedAt: waits ? null : AT,
      finishedAt: waits ? null : AT,
    });
    return { taskUid: uid, indexUid, status: "enqueued", type, enqueuedAt: AT };
  }

  #listTasks(params: URLSearchParams): object {
    const isIn = (name: string, value: string | null) => !params.has(name) || params.get(name)!.split(",").includes(value ?? ""); // biome-ignore format: a line
    const found = this.#tasks.filter((t) => isIn("statuses", t.status) && isIn("types", t.type) && isIn("indexUids", t.indexUid)); // biome-ignore format: a line
    const limit = Number(params.get("limit") ?? 20);
    return { results: found.reverse().slice(0, limit), total: found.length, limit, from: null, next: null };
  }

  #swap(body: unknown): void {
    for (const { indexes } of body as { indexes: [string, string] }[]) {
      const [a, b] = indexes.map((uid) => this.#indexes.get(uid)!);
      this.#indexes.set(indexes[0], b!).set(indexes[1], a!);
    }
  }

  #search({ queries, federation }: Search): object {
    const answers = queries.map((query) => {
      const index = this.#indexes.get(query.indexUid);
      if (!index) throw new Refusal(404, "index_not_found", `Index \`${query.indexUid}\` not found.`);
      const words = (query.q ?? "").replace(/-?"[^"]*"|-\S+/g, "").split(" ").filter(Boolean); // biome-ignore format: a line
      const kind = JSON.stringify(query.filter ?? "").match(/kind = (\w+)/)?.[1];
      const found = [...index.documents.values()].filter((d) => {
        const said = JSON.stringify(d);
        return words.every((word) => said.includes(word)) && (!kind || d.kind === kind);
      });
      const from = query.page ? (query.page - 1) * (query.hitsPerPage ?? 20) : (query.offset ?? 0);
      const most = query.page ? (query.hitsPerPage ?? 20) : (query.limit ?? 20);
      const facets = (query.facets ?? []).map((facet) => [facet, tally(found.map((d) => d[facet]))]);
      return {
        indexUid: query.indexUid,
        hits: found.slice(from, from + most).map((d) => ({ id: d.id, _rankingScore: 0.5, _federation: { indexUid: query.indexUid, queriesPosition: 0, weightedRankingScore: 0.5 } })), // biome-ignore format: a line
        query: query.q ?? "",
        processingTimeMs: 0,
        facetDistribution: Object.fromEntries(facets),
        ...(query.page
          ? { page: query.page, hitsPerPage: most, totalHits: found.length, totalPages: 1 }
          : { offset: from, limit: most, estimatedTotalHits: found.length }),
      };
    });
    if (!federation) return { results: answers };
    const hits = answers.flatMap((a) => a.hits);
    return { hits, processingTimeMs: 0, offset: 0, limit: 20, estimatedTotalHits: hits.length };
  }
}

interface Search {
  queries: { indexUid: string; q?: string; filter?: unknown; facets?: string[]; page?: number; hitsPerPage?: number; offset?: number; limit?: number }[]; // biome-ignore format: a type
  federation?: object;
}

interface Fetch {
  ids?: string[];
  filter?: string;
  limit?: number;
}

const view = (uid: string, { primaryKey }: FakeIndex) => ({ uid, primaryKey, createdAt: AT, updatedAt: AT });

const statsOf = ({ documents }: FakeIndex) => ({
  numberOfDocuments: documents.size,
  indexSize: 0,
  usedIndexSize: 0,
  rawDocumentDbSize: 0,
  avgDocumentSize: 0,
  isIndexing: false,
  fieldDistribution: {},
});

function fetched({ documents }: FakeIndex, { ids, filter, limit = 20 }: Fetch): object {
  ids ??= filter
    ?.match(/^id IN \[(.*)\]$/)?.[1]
    ?.split(", ")
    .map((id) => id.slice(1, -1));
  const after = filter?.match(/^id > "(.*)"$/)?.[1];
  const found = [...documents.values()]
    .filter((d) => (!ids || ids.includes(`${d.id}`)) && (after === undefined || `${d.id}` > after))
    .sort((a, b) => (`${a.id}` < `${b.id}` ? -1 : 1));
  return { results: found.slice(0, limit), offset: 0, limit, total: found.length };
}

function tally(values: unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values.flat()) if (value !== undefined) counts[`${value}`] = (counts[`${value}`] ?? 0) + 1;
  return counts;
}
