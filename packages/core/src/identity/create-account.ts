import { Prisma, type Tx } from "@jiebang/db";
import { DomainError, type Identifier, newId } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";

export interface NewAccount {
  name: string;
  identifier: Identifier;
  /** Null: nobody can sign in until a code sets a password. */
  passwordHash: string | null;
  locale?: "zh" | "en";
}

/** A person and the password they sign in with. Callers decide whether a taken identifier may be told. */
export async function createAccount(tx: Tx, account: NewAccount): Promise<string> {
  const userId = newId("usr");
  const now = await appNow(tx);
  try {
    await tx.user.create({
      data: {
        id: userId,
        name: account.name,
        email: account.identifier.email,
        phone: account.identifier.kind === "phone" ? account.identifier.phone : null,
        locale: account.locale ?? "zh",
        createdAt: now,
        updatedAt: now,
        credentials: account.passwordHash
          ? {
              create: { id: newId("crd"), accountId: userId, providerId: "credential", password: account.passwordHash },
            }
          : undefined,
      },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", "account.identifier_taken");
    throw error;
  }
  return userId;
}

/** The account that signs in with this number or address. */
export async function findAccount(tx: Tx, identifier: Identifier) {
  return tx.user.findUnique({
    where: identifier.kind === "phone" ? { phone: identifier.phone } : { email: identifier.email },
    select: { id: true, email: true, name: true, disabledAt: true },
  });
}
