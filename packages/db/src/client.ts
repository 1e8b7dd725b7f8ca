import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/prisma/client.ts";

/** One pool under both doors: Prisma for verbs and ordinary reads, `pool` for hot typed SQL. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  url: string;
  close(): Promise<void>;
}

export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** Most connections of this process [10]. */
  max?: number;
  /** Called once per statement that Prisma sends; for the query count in logs and in tests of list procedures. */
  onQuery?: (sql: string) => void;
}

/** The application's connections give up the right to change audit and ledger: they work as `jiebang_app`. */
export const APPLICATION_ROLE = "jiebang_app";

/**
 * A raw statement that begins with this stays prepared on each connection: for large fixed texts on hot paths, whose
 * planning costs more than their run. Not for texts that are put together from parts without end.
 */
export const PREPARED = "/* prepared */";
const preparedNames = new Map<string, string>();

function preparedName(sql: string): string | undefined {
  if (!sql.trimStart().startsWith(PREPARED)) return undefined;
  let name = preparedNames.get(sql);
  if (!name) {
    name = `p_${createHash("sha256").update(sql).digest("hex").slice(0, 24)}`;
    preparedNames.set(sql, name);
  }
  return name;
}

export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    options: `-c role=${APPLICATION_ROLE}`,
    connectionTimeoutMillis: 10_000,
  });
  pool.on("error", () => {}); // an idle connection that breaks is replaced at the next query
  const prisma = new PrismaClient({
    // The driver takes no name as "not kept"; only the adapter's type forgets to say so.
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => preparedName(sql) as string }),
    log: options.onQuery ? [{ emit: "event", level: "query" }] : [],
  });
  if (options.onQuery) {
    const { onQuery } = options;
    prisma.$on("query" as never, (event: { query: string }) => onQuery(event.query));
  }
  return {
    prisma,
    pool,
    url,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
