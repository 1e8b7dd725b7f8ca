import {
  checkTemplate,
  compareTemplates,
  DomainError,
  dayOf,
  hasFaults,
  hasRole,
  newId,
  notFound,
  type PublishTemplateInput,
  publishTemplateInput,
  requireUser,
  type TemplateDetail,
} from "@jiebang/domain";
import { hashOf } from "@jiebang/ledger";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { getTemplate } from "./get-template.ts";
import { versionsOf } from "./template.queries.ts";

/**
 * Publishes the next version of a template from a day on. No version is ever edited; rounds that exist keep theirs. Of two
 * who edit the same version the second gets the difference to the first, and loses nothing it typed.
 */
export async function publishTemplate(ctx: Ctx, raw: PublishTemplateInput): Promise<TemplateDetail> {
  const { key, baseVersion, content, effectiveFrom, note } = publishTemplateInput.parse(raw);
  const user = requireUser(ctx.actor);
  if (!hasRole(user, "platform_admin")) throw new DomainError("forbidden", "template.not_administrator");
  await ctx.transaction(async (tx) => {
    const [template] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM template WHERE key = ${key} AND kind = 'round' FOR UPDATE`;
    if (!template) throw notFound();
    const today = dayOf(await appNow(tx));
    const versions = await versionsOf(tx, template.id, today);
    const base = versions.find((v) => v.version === baseVersion);
    const last = versions[0];
    if (!base || !last) throw notFound();
    if (last.version !== baseVersion)
      throw new DomainError("conflict", "template.changed_meanwhile", {
        version: last.version,
        changes: compareTemplates(base.content, last.content),
      });
    const fault = (field: string, reason: string, details = {}) =>
      new DomainError("invalid", reason, { ...details, fields: { [field]: reason } });
    // A rule in force since yesterday would be one nobody could have known.
    if (effectiveFrom < today) throw fault("effectiveFrom", "template.from_past");
    if (effectiveFrom < last.effectiveFrom)
      throw fault("effectiveFrom", "template.from_before_last", { day: last.effectiveFrom });
    const problems = checkTemplate(content);
    if (hasFaults(problems))
      throw new DomainError("invalid", "template.faulty", {
        count: problems.filter((p) => p.weight === "fault").length,
        problems,
      });
    const changes = compareTemplates(base.content, content);
    if (changes.length === 0) throw new DomainError("conflict", "template.unchanged");
    const version = last.version + 1;
    const hash = hashOf(content);
    await tx.templateVersion.create({
      data: {
        id: newId("tpv"),
        templateId: template.id,
        version,
        effectiveFrom: new Date(`${effectiveFrom}T00:00:00Z`),
        content: content as object,
        hash,
        note,
        createdById: user.userId,
      },
    });
    await recordAudit(tx, user, "template.publish", {
      subjectKind: "template",
      subjectId: template.id,
      changed: changes.map((c) => c.path),
      values: { key, version, effectiveFrom, hash, note },
    });
  });
  return getTemplate(ctx, { key });
}
