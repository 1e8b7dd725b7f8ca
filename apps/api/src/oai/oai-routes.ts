import {
  getOpenRecord,
  harvestRecords,
  listChains,
  type OpenRecordRow,
  publicEntriesOf,
  spanOfRecords,
} from "@jiebang/core";
import type { PublicEntry } from "@jiebang/domain";
import {
  element,
  langs,
  METADATA_FORMATS,
  type MetadataFormat,
  recordSchema,
  secondOf,
  textElement,
  XML_HEAD,
} from "@jiebang/pages";
import { type Context, Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { createLimit } from "../http/rate-limits.ts";
import { OaiError, type OaiRequest, readRequest, readWindow } from "./oai-request.ts";
import { type Harvest, readToken, writeToken } from "./oai-token.ts";

const RECORDS = 100;
const HEADERS = 500;
const SET_SPEC = /^[A-Za-z0-9\-_.!~*'()]+$/;

/**
 * OAI-PMH 2.0 over both catalogues. An item is an entry that ever stood; what left is a deleted record for good.
 * `responseDate` is the instant up to which the answer is complete, so that who goes on from there misses nothing.
 */
export function oaiRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const limit = createLimit({ name: "oai", points: deps.settings.apiRatePerMinute, seconds: 60 });
  const app = new Hono<HttpEnv>();
  app.get("/oai/record.xsd", (c) => c.body(recordSchema(), 200, { "content-type": "application/xml; charset=utf-8" }));
  app.on(["GET", "POST"], "/oai", async (c) => {
    await limit(c.get("ip"));
    const { completeUntil } = await spanOfRecords(deps.db);
    let request: OaiRequest | undefined;
    let body: string;
    try {
      request = readRequest(await parametersOf(c));
      body = element(request.verb, await answerVerb(deps, request));
    } catch (error) {
      if (!(error instanceof OaiError)) throw error;
      // A request that was not understood is not repeated in the answer.
      if (error.code === "badVerb" || error.code === "badArgument") request = undefined;
      body = textElement("error", error.message, { code: error.code });
    }
    const xml =
      XML_HEAD +
      element(
        "OAI-PMH",
        [
          textElement("responseDate", secondOf(completeUntil)),
          textElement("request", `${deps.settings.publicUrl}/oai`, request && { verb: request.verb, ...request.args }),
          body,
        ],
        {
          xmlns: "http://www.openarchives.org/OAI/2.0/",
          "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
          "xsi:schemaLocation": "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
        },
      );
    return c.body(xml, 200, { "content-type": "text/xml; charset=utf-8", "cache-control": "no-cache" });
  });
  return app;
}

async function parametersOf(c: Context<HttpEnv>): Promise<URLSearchParams> {
  if (c.req.method === "GET") return new URL(c.req.url).searchParams;
  return new URLSearchParams((await c.req.text()).slice(0, 10_000));
}

function answerVerb(deps: ServerDeps, { verb, args }: OaiRequest): Promise<string[]> {
  if (verb === "Identify") return identify(deps);
  if (verb === "ListMetadataFormats") return listFormats(deps, args.identifier);
  if (verb === "ListSets") return listSets(deps, args);
  if (verb === "GetRecord") return getRecord(deps, args.identifier!, args.metadataPrefix!);
  return list(deps, verb, args);
}

const hostOf = (deps: ServerDeps) => new URL(deps.settings.publicUrl).hostname;

async function identify(deps: ServerDeps): Promise<string[]> {
  const { earliest } = await spanOfRecords(deps.db);
  const host = hostOf(deps);
  return [
    textElement("repositoryName", `${langs.zh.t("app.name")} ${langs.en.t("app.name")}`),
    textElement("baseURL", `${deps.settings.publicUrl}/oai`),
    textElement("protocolVersion", "2.0"),
    textElement("adminEmail", `webmaster@${host}`),
    textElement("earliestDatestamp", secondOf(earliest)),
    textElement("deletedRecord", "persistent"),
    textElement("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    element("description", [
      element(
        "oai-identifier",
        [
          textElement("scheme", "oai"),
          textElement("repositoryIdentifier", host),
          textElement("delimiter", ":"),
          textElement("sampleIdentifier", `oai:${host}:CG-2026-00012`),
        ],
        {
          xmlns: "http://www.openarchives.org/OAI/2.0/oai-identifier",
          "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
          "xsi:schemaLocation":
            "http://www.openarchives.org/OAI/2.0/oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd",
        },
      ),
    ]),
  ];
}

async function recordOf(deps: ServerDeps, identifier: string): Promise<OpenRecordRow> {
  const prefix = `oai:${hostOf(deps)}:`;
  const record = identifier.startsWith(prefix) && (await getOpenRecord(deps.db, identifier.slice(prefix.length)));
  if (!record) throw new OaiError("idDoesNotExist", "No such item");
  return record;
}

async function listFormats(deps: ServerDeps, identifier: string | undefined): Promise<string[]> {
  if (identifier !== undefined) await recordOf(deps, identifier);
  return METADATA_FORMATS.map((format) =>
    element("metadataFormat", [
      textElement("metadataPrefix", format.prefix),
      textElement("schema", format.schema(deps.settings.publicUrl)),
      textElement("metadataNamespace", format.namespace),
    ]),
  );
}

async function listSets(deps: ServerDeps, args: Record<string, string>): Promise<string[]> {
  if (args.resumptionToken !== undefined) throw new OaiError("badResumptionToken", "The list of sets comes whole");
  const chains = (await listChains(deps.db)).filter((chain) => SET_SPEC.test(chain.code));
  const both = (key: "public.section.offers" | "public.section.demands") => `${langs.zh.t(key)} ${langs.en.t(key)}`;
  const sets: [string, string][] = [
    ["offer", both("public.section.offers")],
    ["demand", both("public.section.demands")],
    ["chain", `${langs.zh.t("public.facet.chain")} ${langs.en.t("public.facet.chain")}`],
    ...chains.map((c): [string, string] => [`chain:${c.code}`, c.nameEn ? `${c.name} ${c.nameEn}` : c.name]),
  ];
  return sets.map(([spec, name]) => element("set", [textElement("setSpec", spec), textElement("setName", name)]));
}

function formatOf(prefix: string): MetadataFormat {
  const format = METADATA_FORMATS.find((f) => f.prefix === prefix);
  if (!format) throw new OaiError("cannotDisseminateFormat", "No such metadata format; see ListMetadataFormats");
  return format;
}

async function getRecord(deps: ServerDeps, identifier: string, prefix: string): Promise<string[]> {
  const format = formatOf(prefix);
  return writeRecords(deps, format, [await recordOf(deps, identifier)]);
}

/** A set as a filter; one that does not exist holds nothing. */
function filterOf(set: string | null): { kind?: "offer" | "demand"; chain?: string } {
  if (set === null) return {};
  if (set === "offer" || set === "demand") return { kind: set };
  if (set === "chain") return { chain: "" };
  if (set.startsWith("chain:") && SET_SPEC.test(set.slice(6))) return { chain: set.slice(6) };
  throw new OaiError("noRecordsMatch", "No such set; see ListSets");
}

async function list(deps: ServerDeps, verb: Harvest["verb"], args: Record<string, string>): Promise<string[]> {
  const { db, services } = deps;
  const resumed = args.resumptionToken === undefined ? undefined : readToken(services.secret, args.resumptionToken);
  if (args.resumptionToken !== undefined && resumed?.verb !== verb)
    throw new OaiError("badResumptionToken", "This token was not given here, or for another verb");
  const { prefix, set, from, until } = resumed ?? {
    prefix: args.metadataPrefix!,
    set: args.set ?? null,
    ...readWindow(args),
  };
  const format = formatOf(prefix);
  const filter = { ...filterOf(set), from: from ?? undefined, until: until ?? undefined };
  const page = await harvestRecords(db, filter, {
    after: resumed?.after,
    limit: verb === "ListRecords" ? RECORDS : HEADERS,
    withTotal: !resumed,
  });
  const cursor = resumed?.cursor ?? 0;
  if (page.records.length === 0 && !resumed) throw new OaiError("noRecordsMatch", "Nothing fits these arguments");
  // What was counted at the first page may have grown since.
  const total = Math.max(resumed?.total ?? page.total ?? 0, cursor + page.records.length);
  const records =
    verb === "ListRecords" ? await writeRecords(deps, format, page.records) : await writeHeaders(deps, page.records);
  if (!page.hasMore && !resumed) return records;
  const token = page.hasMore
    ? writeToken(services.secret, {
        verb,
        prefix,
        set,
        from,
        until,
        after: page.records.at(-1)!.entryId,
        cursor: cursor + page.records.length,
        total,
      })
    : "";
  const attributes = { completeListSize: String(total), cursor: String(cursor) };
  return [
    ...records,
    token ? textElement("resumptionToken", token, attributes) : element("resumptionToken", [], attributes),
  ];
}

const isStanding = (entry: PublicEntry | undefined): entry is PublicEntry =>
  entry !== undefined && entry.state !== "expired";

async function writeRecords(deps: ServerDeps, format: MetadataFormat, records: OpenRecordRow[]): Promise<string[]> {
  const entries = await liveEntries(deps, records);
  return records.map((record) => {
    const entry = entries.get(record.entryId);
    const head = header(deps, record, isStanding(entry));
    return element("record", [
      head,
      isStanding(entry) ? element("metadata", [format.write(deps.settings.publicUrl, entry)]) : "",
    ]);
  });
}

async function writeHeaders(deps: ServerDeps, records: OpenRecordRow[]): Promise<string[]> {
  return records.map((record) => header(deps, record, record.isLive));
}

async function liveEntries(deps: ServerDeps, records: OpenRecordRow[]): Promise<Map<string, PublicEntry>> {
  const ids = records.filter((r) => r.isLive).map((r) => r.entryId);
  return new Map((await publicEntriesOf(deps.db, ids)).map((entry) => [entry.id, entry]));
}

function header(deps: ServerDeps, record: OpenRecordRow, isLive: boolean): string {
  const chain = record.chainCode;
  return element(
    "header",
    [
      textElement("identifier", `oai:${hostOf(deps)}:${record.number}`),
      textElement("datestamp", secondOf(record.changedAt)),
      textElement("setSpec", record.kind),
      chain && SET_SPEC.test(chain) ? textElement("setSpec", `chain:${chain}`) : "",
    ],
    { status: isLive ? null : "deleted" },
  );
}
