import { newId, PAPER_NUMBER_KIND, type PaperView, type PrintInput, printInput, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { nextNumber } from "../kernel/next-number.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { paperViews } from "./paper.queries.ts";
import { basisHash, paperCheckCode } from "./paper-basis.ts";
import { loadSubject } from "./paper-subject.ts";
import { chooseTemplate } from "./paper-template.ts";

/** Freezes what is to be printed under a number; the files follow in a job, from the frozen values only. */
export async function printPaper(ctx: Ctx, raw: PrintInput): Promise<PaperView> {
  const actor = requireUser(ctx.actor);
  const wish = printInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const subject = await loadSubject(tx, actor, wish);
    const { template, version } = await chooseTemplate(tx, subject.kind, subject.jurisdictionId, wish.templateId);
    const number = await nextNumber(tx, PAPER_NUMBER_KIND[subject.kind]);
    const contentHash = basisHash(subject.basis);
    const id = newId("ppr");
    const row = await tx.paper.create({
      data: {
        id,
        number,
        kind: subject.kind,
        subjectId: subject.subjectId,
        revisionId: subject.revisionId,
        organisationId: subject.organisationId,
        jurisdictionId: subject.jurisdictionId,
        versionId: version.id,
        lang: wish.lang,
        title: subject.title,
        content: { data: subject.data } as object,
        contentHash,
        checkCode: paperCheckCode(number, contentHash),
        rows: subject.rows,
        printedById: actor.userId,
      },
    });
    const hasSheet = version.format === "xlsx" || (version.format === "built_in" && subject.kind === "entry_list");
    await tx.paperPrint.create({
      data: { paperId: id, state: "waiting", total: hasSheet && version.format === "built_in" ? 3 : 2 },
    });
    await recordAudit(tx, actor, "paper.print", {
      subjectKind: subject.kind,
      subjectId: subject.subjectId,
      values: {
        paper: number,
        revisionId: subject.revisionId,
        template: template.code,
        version: version.no,
        contentHash,
        rows: subject.rows,
      },
    });
    await enqueue(tx, "paper.render", { paperId: id }, { key: `paper.render:${id}` });
    const [view] = await paperViews(tx, [row]);
    return view!;
  });
}
