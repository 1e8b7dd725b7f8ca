import { addCorrectionFile, createCtx, MAX_SEALED_FILE_BYTES, readBidFile, uploadSealedFile } from "@jiebang/core";
import { DomainError, requireUser } from "@jiebang/domain";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { disposition } from "../http/disposition.ts";

/** Mounted at `/files`, before the files of entries: ciphertext of bids in, decrypted files of opened bids out. */
export function sealedFileRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const ctxOf = async (c: Context<HttpEnv>) => createCtx(deps, await actorOf(deps, c), c.get("requestId"));
  const limit = bodyLimit({
    maxSize: MAX_SEALED_FILE_BYTES,
    onError: () => {
      throw new DomainError("invalid", "bid.file_too_large");
    },
  });
  return new Hono<HttpEnv>()
    .post("/sealed/:roundId", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor); // before the body is read
      const file = await uploadSealedFile(ctx, {
        roundId: c.req.param("roundId"),
        organisationId: c.req.query("organisation") ?? "",
        bytes: new Uint8Array(await c.req.arrayBuffer()),
      });
      c.header("cache-control", "no-store");
      return c.json(file, 201);
    })
    .post("/corrections/:bidId", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor);
      const fileName = decoded(c.req.header("x-file-name") ?? "");
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      c.header("cache-control", "no-store");
      return c.json(await addCorrectionFile(ctx, { bidId: c.req.param("bidId"), fileName, bytes }), 201);
    })
    .get("/bid/:bidId/:cipherSha256", async (c) => {
      const file = await readBidFile(await ctxOf(c), c.req.param());
      return c.body(new Uint8Array(file.bytes), 200, {
        // What a bidder called a file is believed for its name only: it is always a download and runs nothing here.
        "content-type": "application/octet-stream",
        "content-disposition": disposition(file.fileName),
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
      });
    });
}

/** A name arrives URL-encoded; one that is not is taken as it stands. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
