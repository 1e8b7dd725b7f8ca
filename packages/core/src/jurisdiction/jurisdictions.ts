import { Prisma, type Tx } from "@jiebang/db";
import {
  type CreateJurisdictionInput,
  createJurisdictionInput,
  DomainError,
  type JurisdictionView,
  newId,
  notFound,
  type UpdateJurisdictionInput,
  updateJurisdictionInput,
} from "@jiebang/domain";
import { requireAdmin } from "../account/account.queries.ts";
import { requireCodes } from "../code-list/require-codes.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

/** All of them, cities first, each followed by what lies under it. Public: the registration form asks for one. */
export async function listJurisdictions(ctx: Ctx): Promise<JurisdictionView[]> {
  const rows = await ctx.db.prisma.jurisdiction.findMany({ orderBy: [{ code: "asc" }] });
  const cities = rows.filter((row) => row.level === "city");
  const under = (id: string | null) => rows.filter((row) => row.level === "county" && row.parentId === id);
  return [...cities.flatMap((city) => [city, ...under(city.id)]), ...under(null)].map(toJurisdictionView);
}

export async function createJurisdiction(ctx: Ctx, input: CreateJurisdictionInput): Promise<JurisdictionView> {
  const actor = requireAdmin(ctx.actor);
  const fields = createJurisdictionInput.parse(input);
  return ctx.transaction(async (tx) => {
    await requirePlace(tx, fields.level, fields.parentId ?? null);
    const areaCode = fields.areaCode ? (await requireCodes(tx, "area", [fields.areaCode], "areaCode"))[0] : null;
    try {
      const row = await tx.jurisdiction.create({
        data: { ...fields, areaCode, id: newId("jur"), createdAt: await appNow(tx) },
      });
      await recordAudit(tx, actor, "jurisdiction.create", {
        subjectKind: "jurisdiction",
        subjectId: row.id,
        values: { code: row.code, name: row.name },
      });
      return toJurisdictionView(row);
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
        throw new DomainError("conflict", "jurisdiction.code_taken", { field: "code" });
      throw error;
    }
  });
}

/** Names, bodies and phones. Level and place in the tree stay: decisions were made under them. */
export async function updateJurisdiction(ctx: Ctx, input: UpdateJurisdictionInput): Promise<JurisdictionView> {
  const actor = requireAdmin(ctx.actor);
  const { jurisdictionId, ...fields } = updateJurisdictionInput.parse(input);
  return ctx.transaction(async (tx) => {
    const before = await tx.jurisdiction.findUnique({ where: { id: jurisdictionId }, select: { id: true } });
    if (!before) throw notFound();
    if (fields.areaCode) fields.areaCode = (await requireCodes(tx, "area", [fields.areaCode], "areaCode"))[0];
    const row = await tx.jurisdiction.update({ where: { id: jurisdictionId }, data: fields });
    await recordAudit(tx, actor, "jurisdiction.update", {
      subjectKind: "jurisdiction",
      subjectId: jurisdictionId,
      changed: Object.keys(fields),
    });
    return toJurisdictionView(row);
  });
}

async function requirePlace(tx: Tx, level: "county" | "city", parentId: string | null): Promise<void> {
  if (level === "city" && parentId)
    throw new DomainError("invalid", "jurisdiction.city_has_no_parent", { field: "parentId" });
  if (!parentId) return;
  const parent = await tx.jurisdiction.findUnique({ where: { id: parentId }, select: { level: true } });
  if (parent?.level !== "city") throw new DomainError("invalid", "jurisdiction.parent_is_city", { field: "parentId" });
}

function toJurisdictionView(row: Prisma.JurisdictionGetPayload<object>): JurisdictionView {
  return {
    jurisdictionId: row.id,
    code: row.code,
    name: row.name,
    nameEn: row.nameEn,
    level: row.level as JurisdictionView["level"],
    areaCode: row.areaCode,
    parentId: row.parentId,
    recommendingBody: row.recommendingBody,
    sealLine: row.sealLine,
    phone: row.phone,
    address: row.address,
    supervisorPhone: row.supervisorPhone,
  };
}
