import {
  type AddErratumInput,
  addErratumInput,
  DomainError,
  type EditionView,
  newId,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { loadEditionView, lockEdition } from "./load-edition.ts";

/** A mistake in an issued edition is corrected beside it, for everybody to read; the frozen text stays. */
export async function addErratum(ctx: Ctx, raw: AddErratumInput): Promise<EditionView> {
  const { editionId, entryNumber, text, textEn } = addErratumInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const edition = await lockEdition(tx, user, editionId);
    if (edition.state !== "issued")
      throw new DomainError("conflict", "edition.action_not_allowed", { state: edition.state, action: "addErratum" });
    const number = entryNumber?.toUpperCase() ?? null;
    if (number && !(await tx.editionRow.count({ where: { editionId, number } })))
      throw new DomainError("invalid", "edition.erratum_entry", {
        number,
        fields: { entryNumber: "edition.erratum_entry" },
      });
    const no = edition.errata.length + 1;
    await tx.editionErratum.create({
      data: {
        id: newId("ert"),
        editionId,
        no,
        entryNumber: number,
        text,
        textEn,
        createdById: user.userId,
        createdAt: await appNow(tx),
      },
    });
    await recordAudit(tx, user, "edition.erratum", { subjectKind: "edition", subjectId: editionId, values: { no } });
    return loadEditionView(tx, user, editionId);
  });
}
