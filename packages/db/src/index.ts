export * from "./client.ts";
export * from "./cluster.ts";
export * from "./data-dir.ts";
export * from "./embedded.ts";
export * from "./empty-schema.ts";
export { Prisma, PrismaClient } from "./generated/prisma/client.ts";
export type * as rows from "./generated/prisma/models.ts";
export * from "./migrate.ts";
export * from "./refusal.ts";
