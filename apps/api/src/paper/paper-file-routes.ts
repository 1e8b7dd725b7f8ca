import { addTemplateVersion, attachScan, createCtx, previewForm, readPaperFile, readTemplateFile } from "@jiebang/core";
import {
  addTemplateInput,
  DomainError,
  type FormFaultView,
  MAX_ATTACHMENT_BYTES,
  paperKind,
  requireUser,
} from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { disposition } from "../http/disposition.ts";
import { localeOf } from "../http/locale.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument";
const MEDIA = { docx: `${OFFICE}.wordprocessingml.document`, xlsx: `${OFFICE}.spreadsheetml.sheet` };

/** Mounted at `/files`: printed papers out, stamped scans and people's own forms in. */
export function paperFileRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const ctxOf = async (c: Context<HttpEnv>) => createCtx(deps, await actorOf(deps, c), c.get("requestId"));
  const limit = bodyLimit({
    maxSize: MAX_ATTACHMENT_BYTES + 64 * 1024,
    onError: () => {
      throw new DomainError("invalid", "attachment.too_large", { max: MAX_ATTACHMENT_BYTES / 1024 / 1024 });
    },
  });
  return new Hono<HttpEnv>()
    .get("/papers/:paperId/:format", async (c) => {
      const file = await readPaperFile(await ctxOf(c), c.req.param());
      return sent(c, file.bytes, file.mediaType, file.fileName);
    })
    .post("/paper-scans/:entryId", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor); // before the body is read
      const scan = await attachScan(ctx, {
        entryId: c.req.param("entryId"),
        ...(await fileOf(await c.req.formData())),
      });
      return c.json({ scan }, 201);
    })
    .get("/paper-forms/:versionId/preview", async (c) => {
      const input = { versionId: c.req.param("versionId"), lang: localeOf(c.req.raw) };
      return sent(c, await previewForm(await ctxOf(c), input), "application/pdf", "preview.pdf", "inline");
    })
    .get("/paper-forms/:versionId", async (c) => {
      const file = await readTemplateFile(await ctxOf(c), { versionId: c.req.param("versionId") });
      return sent(c, file.bytes, MEDIA[file.format], file.fileName);
    })
    .post("/paper-forms", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor);
      const form = await c.req.formData();
      const words = Object.fromEntries([...form].filter(([, value]) => typeof value === "string" && value !== ""));
      const input = addTemplateInput.safeParse(words);
      if (!input.success) throw new DomainError("invalid", "common.invalid");
      return answerFaults(c, async () =>
        c.json({ template: await addTemplateVersion(ctx, input.data, await fileOf(form)) }, 201),
      );
    })
    .post("/paper-forms/preview", limit, async (c) => {
      const ctx = await ctxOf(c);
      requireUser(ctx.actor);
      const form = await c.req.formData();
      const kind = paperKind.safeParse(form.get("subjectKind"));
      if (!kind.success) throw new DomainError("invalid", "form_template.kind_missing");
      return answerFaults(c, async () => {
        const pdf = await previewForm(ctx, {
          subjectKind: kind.data,
          file: await fileOf(form),
          lang: localeOf(c.req.raw),
        });
        return sent(c, pdf, "application/pdf", "preview.pdf", "inline");
      });
    });
}

/** All faults of a form at once, each as a sentence: it is mended in one go. */
async function answerFaults(c: Context<HttpEnv>, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason !== "form_template.faulty") throw error;
    const locale = localeOf(c.req.raw);
    const faults = (error.details.faults as FormFaultView[]).map((fault) => ({
      ...fault,
      sentence: translate(locale, `form_template.fault.${fault.reason}`, {
        name: fault.name ?? "",
        place: fault.place ?? "",
      }),
    }));
    const message = translate(locale, error.reason);
    return c.json({ error: { reason: error.reason, message, requestId: c.get("requestId") }, faults }, 400);
  }
}

async function fileOf(form: FormData): Promise<{ fileName: string; bytes: Uint8Array }> {
  const file = form.get("file");
  if (!(file instanceof File)) throw new DomainError("invalid", "attachment.empty");
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function sent(
  c: Context<HttpEnv>,
  bytes: Uint8Array,
  mediaType: string,
  fileName: string,
  how: "attachment" | "inline" = "attachment",
): Response {
  return c.body(new Uint8Array(bytes), 200, {
    "content-type": mediaType,
    "content-disposition": disposition(fileName, how),
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  });
}
