import { Prisma } from "@jiebang/db";

/** The database refused a second one: two did the same at once. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
