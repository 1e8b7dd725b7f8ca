import {
  addLeadPhoto,
  claimSlipsPdf,
  createCtx,
  openClaimSheet,
  requireCoordinator,
  stageFirmList,
} from "@jiebang/core";
import { DomainError, FIRM_LIST_LIMITS, MAX_ATTACHMENT_BYTES, requireUser } from "@jiebang/domain";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

/** Mounted at `/files`: photos of leads and lists of firms come in, claim slips go out as PDF. */
export function leadFileRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const ctxOf = async (c: Context<HttpEnv>) => createCtx(deps, await actorOf(deps, c), c.get("requestId"));
  return new Hono<HttpEnv>()
    .post("/leads/:leadId", limitTo(MAX_ATTACHMENT_BYTES, "attachment.too_large"), async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor); // before the body is read
      const lead = await addLeadPhoto(ctx, { leadId: c.req.param("leadId"), ...(await receivedFile(c)) });
      c.header("cache-control", "no-store");
      return c.json({ lead }, 201);
    })
    .post("/firm-lists", limitTo(FIRM_LIST_LIMITS.fileBytes, "import.file_large"), async (c) => {
      const ctx = await ctxOf(c);
      requireCoordinator(ctx.actor);
      const list = await stageFirmList(ctx, await receivedFile(c));
      c.header("cache-control", "no-store");
      return c.json({ list }, 201);
    })
    .get("/claim-prints/:name{clp_[a-z0-9]+\\.pdf}", async (c) => {
      const ctx = await ctxOf(c);
      const printId = c.req.param("name").slice(0, -4);
      const sheet = await openClaimSheet(ctx, { printId });
      const lang = c.req.query("lang") === "en" ? "en" : "zh";
      const bytes = await claimSlipsPdf(sheet, lang, c.req.query("layout") === "page" ? "page" : "sheet");
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="claim-slips-${sheet.slips.length}.pdf"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      });
    });
}

/** The short address of a slip: `/c/<code>` opens the page where a firm is claimed. */
export function claimRedirect(): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get("/:code", (c) => {
    c.header("cache-control", "no-store");
    c.header("referrer-policy", "no-referrer"); // the code stands in the address
    return c.redirect(`/app/claim?code=${encodeURIComponent(c.req.param("code").slice(0, 40))}`, 302);
  });
}

// Multipart adds some words around the bytes.
const limitTo = (bytes: number, reason: string) =>
  bodyLimit({
    maxSize: bytes + 64 * 1024,
    onError: () => {
      throw new DomainError("invalid", reason, { max: bytes / 1024 / 1024 });
    },
  });

async function receivedFile(c: Context<HttpEnv>): Promise<{ fileName: string; bytes: Uint8Array }> {
  const form = await c.req.formData().catch(() => null);
  const file = form?.get("file");
  if (!(file instanceof File)) throw new DomainError("invalid", "attachment.missing");
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
