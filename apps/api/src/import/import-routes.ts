import { createCtx, createImport, requireImporter } from "@jiebang/core";
import { DomainError, IMPORT_LIMITS } from "@jiebang/domain";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

/** Mounted at `/files/import`: takes lists in (a form with one or more fields `file`) and answers with the preview. */
export function importRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const limit = bodyLimit({
    maxSize: IMPORT_LIMITS.fileBytes + 64 * 1024,
    onError: () => {
      throw new DomainError("invalid", "import.file_large", { max: IMPORT_LIMITS.fileBytes / 1024 / 1024 });
    },
  });
  return new Hono<HttpEnv>().post("/", limit, async (c) => {
    const ctx = createCtx(deps, await actorOf(deps, c), c.get("requestId"));
    requireImporter(ctx.actor); // before the body is read
    const form = await c.req.formData().catch(() => {
      throw new DomainError("invalid", "import.file_missing");
    });
    const files = form.getAll("file").filter((field): field is File => field instanceof File);
    const lists: { fileName: string; bytes: Uint8Array }[] = [];
    for (const file of files) lists.push({ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    const preview = await createImport(ctx, { files: lists });
    c.header("cache-control", "no-store");
    return c.json(preview, 201);
  });
}
