import { addFormFile, blankForm, createCtx, readFormOriginal, requireCollector } from "@jiebang/core";
import { DomainError, FORM_LIMITS, formFamily, notFound } from "@jiebang/domain";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { disposition } from "../http/disposition.ts";

const MEDIA_TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const blankName = z.object({ family: formFamily, format: z.enum(["docx", "xlsx"]) });

/** Mounted at `/files/forms`: blank forms out for everybody, filled forms in for those who collect them. */
export function formRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const ctxOf = async (c: Context<HttpEnv>) => createCtx(deps, await actorOf(deps, c), c.get("requestId"));
  const limit = bodyLimit({
    maxSize: FORM_LIMITS.zipBytes + 64 * 1024,
    onError: () => {
      throw new DomainError("invalid", "form.refused.too_large", { max: FORM_LIMITS.zipBytes / 1024 / 1024 });
    },
  });
  return new Hono<HttpEnv>()
    .get("/blank/:name", async (c) => {
      const [family, format] = c.req.param("name").split(".");
      const asked = blankName.safeParse({ family, format });
      if (!asked.success) throw notFound();
      const organisationId = c.req.query("organisationId");
      const blank = await blankForm(await ctxOf(c), { ...asked.data, organisationId });
      return c.body(new Uint8Array(blank.bytes), 200, {
        "content-type": MEDIA_TYPES[asked.data.format],
        "content-disposition": disposition(blank.fileName),
        "x-content-type-options": "nosniff",
        "cache-control": organisationId ? "private, no-store" : "public, max-age=300",
      });
    })
    .get("/originals/:fileId", async (c) => {
      const file = await readFormOriginal(await ctxOf(c), { fileId: c.req.param("fileId") });
      return c.body(new Uint8Array(file.bytes), 200, {
        "content-type": file.mediaType,
        "content-disposition": disposition(file.fileName),
        "x-content-type-options": "nosniff",
        // Whatever somebody handed in, it can run nothing here.
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
      });
    })
    .post("/:intakeId", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireCollector(ctx.actor); // before the body is read
      const form = await c.req.formData().catch(() => {
        throw new DomainError("invalid", "form.refused.empty_file");
      });
      const file = form.get("file");
      if (!(file instanceof File)) throw new DomainError("invalid", "form.refused.empty_file");
      const taken = await addFormFile(ctx, {
        intakeId: c.req.param("intakeId"),
        fileName: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      });
      c.header("cache-control", "no-store");
      return c.json({ file: taken }, 201);
    });
}
