import {
  addAttachment,
  addEvidence,
  addVisitPhoto,
  createCtx,
  type ExportFile,
  exportDesk,
  exportFirmFile,
  readAttachment,
} from "@jiebang/core";
import {
  DomainError,
  exportDeskInput,
  exportFirmFileInput,
  layer,
  MAX_ATTACHMENT_BYTES,
  requireUser,
} from "@jiebang/domain";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { disposition } from "../http/disposition.ts";

// Multipart adds some words around the bytes.
const MAX_BODY = MAX_ATTACHMENT_BYTES + 64 * 1024;

/** Mounted at `/files`: bytes in and out; who may read or add what is decided in core. */
export function fileRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const ctxOf = async (c: Context<HttpEnv>) => createCtx(deps, await actorOf(deps, c), c.get("requestId"));
  const limit = bodyLimit({
    maxSize: MAX_BODY,
    onError: () => {
      throw new DomainError("invalid", "attachment.too_large", { max: MAX_ATTACHMENT_BYTES / 1024 / 1024 });
    },
  });
  return new Hono<HttpEnv>()
    .post("/entries/:entryId", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor); // before the body is read
      const { fileName, bytes } = await receivedFile(c);
      const chosen = layer.safeParse(c.req.query("layer") ?? "public");
      if (!chosen.success) throw new DomainError("invalid", "common.invalid");
      const attachment = await addAttachment(ctx, {
        entryId: c.req.param("entryId"),
        fileName,
        bytes,
        layer: chosen.data,
      });
      c.header("cache-control", "no-store");
      return c.json({ attachment }, 201);
    })
    .post("/visits/:visitId", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor);
      const photo = await addVisitPhoto(ctx, { visitId: c.req.param("visitId"), ...(await receivedFile(c)) });
      c.header("cache-control", "no-store");
      return c.json({ photo }, 201);
    })
    .post("/milestones/:milestoneId", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor);
      const file = await addEvidence(ctx, { milestoneId: c.req.param("milestoneId"), ...(await receivedFile(c)) });
      c.header("cache-control", "no-store");
      return c.json({ file }, 201);
    })
    .get("/desk/firm/:organisationId", async (c) => {
      const input = { organisationId: c.req.param("organisationId"), format: c.req.query("format") };
      return exported(c, await exportFirmFile(await ctxOf(c), asked(exportFirmFileInput, input), localeOf(c)));
    })
    .get("/desk/:what", async (c) => {
      const { format, filters } = c.req.query();
      const input = asked(exportDeskInput, { what: c.req.param("what"), format, filters: jsonOf(filters) });
      return exported(c, await exportDesk(await ctxOf(c), input, localeOf(c)));
    })
    .get("/:attachmentId", async (c) => {
      const file = await readAttachment(await ctxOf(c), { attachmentId: c.req.param("attachmentId") });
      const headers: Record<string, string> = {
        "content-type": file.mediaType === "text/plain" ? "text/plain; charset=utf-8" : file.mediaType,
        "content-disposition": disposition(file.fileName),
        "x-content-type-options": "nosniff",
        // Whatever a file holds, it can run nothing here.
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": file.isPublic ? "public, max-age=60" : "private, no-store",
        etag: `"${file.sha256}"`,
      };
      if (file.isPublic && c.req.header("if-none-match") === headers.etag) return c.body(null, 304, headers);
      return c.body(new Uint8Array(file.bytes), 200, headers);
    });
}

const localeOf = (c: Context): "zh" | "en" => (c.req.header("x-locale") === "en" ? "en" : "zh");

function asked<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const read = schema.safeParse(input);
  if (!read.success) throw new DomainError("invalid", "common.invalid");
  return read.data;
}

function exported(c: Context, file: ExportFile) {
  return c.body(new Uint8Array(file.bytes), 200, {
    "content-type": file.mediaType,
    "content-disposition": disposition(file.fileName),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "{}");
  } catch {
    throw new DomainError("invalid", "common.invalid");
  }
}

/** A form's field `file`, or the bare bytes with the name in `X-File-Name` (URL-encoded). */
async function receivedFile(c: Context<HttpEnv>): Promise<{ fileName: string; bytes: Uint8Array }> {
  if (c.req.header("content-type")?.startsWith("multipart/form-data")) {
    const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
    const { file } = form;
    if (!(file instanceof File)) throw new DomainError("invalid", "attachment.missing");
    return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  }
  return { fileName: decoded(c.req.header("x-file-name")), bytes: new Uint8Array(await c.req.arrayBuffer()) };
}

function decoded(name: string | undefined): string {
  try {
    return decodeURIComponent(name ?? "file");
  } catch {
    return "file";
  }
}
