import { createCtx, type EntryExport, exportCatalogue, exportEntries, readClock, writeExport } from "@jiebang/core";
import {
  dayOf,
  type ExportFormat,
  exportFormat,
  exportScope,
  filterOf,
  notFound,
  parseSearchUrl,
} from "@jiebang/domain";
import type { Lang } from "@jiebang/pages";
import { type Context, Hono } from "hono";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { localeOf } from "../http/locale.ts";
import { createLimit } from "../http/rate-limits.ts";
import { answerStream } from "../public/stream-answer.ts";

/** The lists of the public pages as files, under the same query: `/export/offers.csv?area=4112`. */
export function publicExportRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  // A file of a whole catalogue is work: a person takes one now and then, a machine harvests.
  const limit = createLimit({
    name: `export_${lang.locale}`,
    points: Math.max(5, Math.ceil(deps.settings.apiRatePerMinute / 30)),
    seconds: 60,
  });
  return new Hono<HttpEnv>().get("/export/:file{(offers|demands|search)\\.(csv|xlsx|jsonl)}", async (c) => {
    await limit(c.get("ip"));
    const [list, ending] = c.req.param("file").split(".") as [string, string];
    const state = parseSearchUrl(new URL(c.req.url).searchParams);
    const found = await exportCatalogue(deps, {
      query: state.query,
      kinds: list === "offers" ? ["offer"] : list === "demands" ? ["demand"] : state.kinds,
      filter: filterOf(state),
      sort: state.sort,
    });
    return answerExport(deps, c, found, { format: exportFormat.parse(ending), locale: lang.locale, name: list });
  });
}

/** Mounted at `/files/export`: what a signed-in person may take along. */
export function exportRoutes(deps: ServerDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get("/entries/:file", async (c) => {
    const [scope, format, ...rest] = c.req.param("file").split(".");
    const read = [exportScope.safeParse(scope), exportFormat.safeParse(format)] as const;
    if (!read[0].success || !read[1].success || rest.length > 0) throw notFound();
    const ctx = createCtx(deps, await actorOf(deps, c), c.get("requestId"));
    const found = await exportEntries(ctx, { scope: read[0].data, format: read[1].data });
    return answerExport(deps, c, found, {
      format: read[1].data,
      locale: localeOf(c.req.raw),
      name: `entries-${read[0].data}`,
    });
  });
}

async function answerExport(
  deps: ServerDeps,
  c: Context<HttpEnv>,
  found: EntryExport,
  { format, locale, name }: { format: ExportFormat; locale: "zh" | "en"; name: string },
): Promise<Response> {
  const { publicUrl } = deps.settings;
  const file = await writeExport(found, format, { locale, publicUrl });
  const day = dayOf(new Date(await readClock(deps.db)));
  const headers = {
    "content-type": file.mediaType,
    "content-disposition": `attachment; filename="jiebang-${name}-${day}.${format}"`,
    "cache-control": "no-store",
  };
  if (file.bytes) return c.body(Buffer.from(file.bytes), 200, headers);
  return answerStream(c, file.pieces, headers);
}
