import {
  type CodeListHead,
  type CodeListView,
  type GetCodeListInput,
  getCodeListInput,
  notFound,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { currentList } from "./require-codes.ts";

const textOf = (day: Date) => day.toISOString().slice(0, 10);

/** A list for a form: the edition in force, or a named one. */
export async function getCodeList(ctx: Ctx, input: GetCodeListInput): Promise<CodeListView> {
  const { key, edition, parentCode } = getCodeListInput.parse(input);
  const { prisma } = ctx.db;
  const found = edition
    ? await prisma.codeList.findUnique({ where: { key_edition: { key, edition } }, select: { id: true } })
    : await currentList(prisma, key);
  if (!found) throw notFound();
  const list = await prisma.codeList.findUniqueOrThrow({
    where: { id: found.id },
    include: {
      items: {
        where: { retiredAt: null, ...(parentCode === undefined ? {} : { parentCode }) },
        orderBy: [{ position: "asc" }, { code: "asc" }],
      },
    },
  });
  return {
    ...toHead(list),
    items: list.items.map(({ code, name, nameEn, parentCode, aliasOf }) => ({
      code,
      name,
      nameEn,
      parentCode,
      aliasOf,
    })),
  };
}

/** Every edition there is, the newest of each list first. */
export async function listCodeLists(ctx: Ctx): Promise<CodeListHead[]> {
  const rows = await ctx.db.prisma.codeList.findMany({
    include: { _count: { select: { items: { where: { retiredAt: null } } } } },
    orderBy: [{ key: "asc" }, { validFrom: "desc" }, { createdAt: "desc" }],
    take: 200,
  });
  return rows.map((row) => ({
    ...toHead(row),
    createdAt: row.createdAt.toISOString(),
    itemCount: row._count.items,
  }));
}

function toHead(row: {
  id: string;
  key: string;
  edition: string;
  title: string;
  titleEn: string | null;
  source: string | null;
  validFrom: Date;
  validTo: Date | null;
  isConfirmed: boolean;
}) {
  return {
    listId: row.id,
    key: row.key as CodeListHead["key"],
    edition: row.edition,
    title: row.title,
    titleEn: row.titleEn,
    source: row.source,
    validFrom: textOf(row.validFrom),
    validTo: row.validTo ? textOf(row.validTo) : null,
    isConfirmed: row.isConfirmed,
  };
}
