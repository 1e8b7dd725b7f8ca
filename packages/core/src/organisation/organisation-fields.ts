import { Prisma, type Tx } from "@jiebang/db";
import { checkCreditCode, DomainError } from "@jiebang/domain";
import { requireCodes } from "../code-list/require-codes.ts";

export interface CreditCodeFields {
  creditCode?: string | null;
  creditCodeOverrideReason?: string | null;
}

/** Warn and allow: a code whose check fails comes in with a reason; the shape (18 characters) is not negotiable. */
export function settleCreditCode<T extends CreditCodeFields>(fields: T): T {
  if (!fields.creditCode) return { ...fields, creditCode: null, creditCodeOverrideReason: null };
  const { code, problem } = checkCreditCode(fields.creditCode);
  const reason = fields.creditCodeOverrideReason?.trim() || null;
  if (problem === "organisation.credit_code_length" || (problem && !reason))
    throw new DomainError("invalid", problem, {
      field: "creditCode",
      canOverride: problem !== "organisation.credit_code_length",
    });
  return { ...fields, creditCode: code, creditCodeOverrideReason: problem ? reason : null };
}

/** Empty texts become null, so that "not said" has one face. */
export function blankToNull<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, v === "" ? null : v])) as T;
}

interface CodedFields {
  areaCode?: string | null;
  industryCode?: string | null;
  tier?: string | null;
  honours?: string[];
  chainCodes?: string[];
  jurisdictionId?: string | null;
}

/** Codes must stand in the list in force; an old alias is answered with its successor. */
export async function settleCodes<T extends CodedFields & object>(tx: Tx, fields: T): Promise<T> {
  const wanted: [keyof CodedFields, "area" | "industry" | "tier" | "honour" | "chain"][] = [
    ["areaCode", "area"],
    ["industryCode", "industry"],
    ["tier", "tier"],
    ["honours", "honour"],
    ["chainCodes", "chain"],
  ];
  const settled = { ...fields } as Record<string, unknown>; // written field by field below
  for (const [field, key] of wanted) {
    const value = fields[field];
    if (!value || value.length === 0) continue;
    const codes = await requireCodes(tx, key, Array.isArray(value) ? value : [value], field);
    settled[field] = Array.isArray(value) ? codes : codes[0];
  }
  if (fields.jurisdictionId) {
    const found = await tx.jurisdiction.findUnique({ where: { id: fields.jurisdictionId }, select: { id: true } });
    if (!found) throw new DomainError("invalid", "jurisdiction.unknown", { field: "jurisdictionId" });
  }
  return settled as T;
}

/** One credit code, one organisation: the database says so, we say it in words. */
export async function withUniqueCreditCode<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", "organisation.credit_code_taken", { field: "creditCode" });
    throw error;
  }
}
