import type { Prisma } from "@jiebang/db";
import {
  type AccountRef,
  type AccountView,
  accountRef,
  type ListAccountsInput,
  listAccountsInput,
  type Page,
  parseIdentifier,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { accountWithRelations, getAccountView, requireAdmin, toAccountView } from "./account.queries.ts";

export async function listAccounts(ctx: Ctx, input: ListAccountsInput): Promise<Page<AccountView>> {
  const actor = requireAdmin(ctx.actor);
  const { limit, offset, query, role, isDisabled } = listAccountsInput.parse(input);
  const phone = query ? parseIdentifier(query) : null;
  const where: Prisma.UserWhereInput = {
    AND: [
      query
        ? {
            OR: [
              { name: { contains: query, mode: "insensitive" } },
              { phone: { contains: phone?.kind === "phone" ? phone.phone : query } },
              { email: { contains: query, mode: "insensitive" }, NOT: { email: { endsWith: "@mobile.invalid" } } },
            ],
          }
        : {},
      role === "coordinator"
        ? { appointments: { some: { endedAt: null } } }
        : role
          ? { grants: { some: { role, endedAt: null } } }
          : {},
      isDisabled === undefined ? {} : { disabledAt: isDisabled ? { not: null } : null },
    ],
  };
  const [rows, total] = await Promise.all([
    ctx.db.prisma.user.findMany({
      where,
      include: accountWithRelations,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
    }),
    ctx.db.prisma.user.count({ where }),
  ]);
  return { items: rows.map((row) => toAccountView(actor, row)), total };
}

export async function getAccount(ctx: Ctx, input: AccountRef): Promise<AccountView> {
  const actor = requireAdmin(ctx.actor);
  return getAccountView(ctx.db.prisma, actor, accountRef.parse(input).userId);
}
