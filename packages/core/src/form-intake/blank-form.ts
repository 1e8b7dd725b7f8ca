import { FormReader } from "@jiebang/documents/forms/form-reader.ts";
import { coversJurisdiction, currentForm, type FormFamily, isMemberOf, notFound } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";

export interface BlankForm {
  fileName: string;
  bytes: Uint8Array;
}
export interface BlankFormInput {
  family: FormFamily;
  format: "docx" | "xlsx";
  /** Filled in at the head, for who may act for it. */
  organisationId?: string;
}

// The empty ones are the same for everybody and are made once.
const made = new Map<string, Promise<Uint8Array>>();
let maker: FormReader | undefined;

/** A blank form to print or fill in; with an organisation's name and credit code for those who act for it. */
export async function blankForm(ctx: Ctx, { family, format, organisationId }: BlankFormInput): Promise<BlankForm> {
  const form = currentForm(family);
  maker ??= new FormReader();
  if (!organisationId) {
    const key = `${form.code}.${format}`;
    let bytes = made.get(key);
    if (!bytes) {
      bytes = maker.blank(family, format);
      made.set(key, bytes);
      bytes.catch(() => made.delete(key));
    }
    return { fileName: `${form.title}-${form.code}.${format}`, bytes: await bytes };
  }
  const organisation = await ctx.db.prisma.organisation.findUnique({ where: { id: organisationId } });
  const isTheirs =
    organisation &&
    (isMemberOf(ctx.actor, organisation.id) || coversJurisdiction(ctx.actor, organisation.jurisdictionId));
  if (!isTheirs) throw notFound();
  const { name, creditCode } = organisation;
  return {
    fileName: `${form.title}-${name}.${format}`,
    bytes: await maker.blank(family, format, { organisationName: name, creditCode: creditCode ?? undefined }),
  };
}
