import type { Tx } from "@jiebang/db";
import { newId } from "@jiebang/domain";
import { SHIPPED_FORMS } from "./shipped-forms.ts";

/** The shipped forms as templates with their first version; what is there stays. */
export async function seedFormTemplates(tx: Tx): Promise<void> {
  const there = new Set((await tx.formTemplate.findMany({ select: { code: true } })).map((one) => one.code));
  for (const form of SHIPPED_FORMS) {
    if (there.has(form.code)) continue;
    const id = newId("ftp");
    await tx.formTemplate.create({ data: { id, ...form } });
    await tx.formTemplateVersion.create({
      data: { id: newId("ftv"), templateId: id, no: 1, format: "built_in", effectiveFrom: new Date("2026-01-01") },
    });
  }
}
