import path from "node:path";
import { embedderText } from "@jiebang/search";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "../../..");
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const text = z.string().trim().min(1);
const secret = text.min(32, "needs at least 32 characters");

const schema = z.object({
  /** `production` turns every safeguard on; anything else is a machine to try things on. */
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  /** The one port of pages, API and files. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** The address to listen on; 0.0.0.0 lets other machines in. */
  HOST: text.default("127.0.0.1"),
  /** Where this server keeps its database, files and secrets. One server per folder. */
  DATA_DIR: text.default(path.join(root, ".data")),
  /** A PostgreSQL 15 or newer to use instead of the embedded one; its role owns the database. Several servers may share it. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Most database connections of this process. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  /** 1 plays the demonstration world once; never in production, which starts empty and offers the first administrator. */
  DEMO: flag.optional(),
  /** Signs sessions and wraps keys kept in the database. Made once in DATA_DIR outside production. */
  APP_SECRET: secret.optional(),
  /** Where people reach the platform, for links in mails, QR codes and feeds. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  /** The explicit word `allow` lets sign-in cookies travel over plain http in production (a closed bureau network). */
  COOKIES_OVER_HTTP: z.literal("allow").optional(),
  /** Number of reverse proxies in front whose X-Forwarded-* headers are believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** trace, debug, info, warn, error or silent. */
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** 0 leaves background jobs to other processes on the same database. */
  WORKER: flag.default(true),
  /** A token for /metrics; without one only this machine may read it. */
  METRICS_TOKEN: text.min(16, "needs at least 16 characters").optional(),
  /** Requests per minute and address to the public API [600 in production, 30000 elsewhere, where people measure]. */
  API_RATE_PER_MINUTE: z.coerce.number().int().min(1).optional(),
  /** A mail server, such as smtps://user:password@mail.example.cn:465; without one, mails wait in a local mailbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of mails; needed with SMTP_URL. */
  MAIL_FROM: text.optional(),
  /** An S3 bucket for files instead of DATA_DIR/files. */
  S3_BUCKET: text.optional(),
  /** The address of the S3 service, when it is not Amazon's. */
  S3_ENDPOINT: z.url().optional(),
  /** Its region. */
  S3_REGION: text.default("us-east-1"),
  /** Its access key. */
  S3_ACCESS_KEY_ID: text.optional(),
  /** Its secret key. */
  S3_SECRET_ACCESS_KEY: text.optional(),
  /** A Meilisearch server for the search; without one a `meilisearch` on PATH is started, else PostgreSQL searches. */
  MEILI_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Its master key, or one that may do everything with indexes whose names begin with `jiebang`. */
  MEILI_KEY: text.optional(),
  /** Search by meaning, as JSON: `docs/operations.md` shows the three kinds; without it words decide alone. */
  MEILI_EMBEDDER: text.pipe(embedderText).optional(),
  /** The built workbench. */
  WEB_DIST: text.default(path.join(root, "apps/web/dist")),
});

type Given = z.output<typeof schema>;
/** What was left open in the schema is settled by the mode. */
export type Env = Omit<Given, "DEMO" | "API_RATE_PER_MINUTE"> & {
  DEMO: boolean;
  API_RATE_PER_MINUTE: number;
  isProduction: boolean;
  /** Where programs are looked for. */
  programPath: string | undefined;
};

/** A setting that cannot be served; the message is one sentence for whoever starts the server. */
export class SettingError extends Error {}

const WEAK = /change.?me|secret|password|default|example|^(.)\1+$|^(.{1,4})\2+$/i;

/** Reads the environment once. This is the only place of the server that does. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  // An empty variable is one that somebody left blank in .env.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new SettingError(parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; "));
  const env = parsed.data;
  const isProduction = env.NODE_ENV === "production";
  if (env.SMTP_URL && !env.MAIL_FROM) throw new SettingError("SMTP_URL needs MAIL_FROM, the sender's address");
  if (Boolean(env.S3_ACCESS_KEY_ID) !== Boolean(env.S3_SECRET_ACCESS_KEY))
    throw new SettingError("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together");
  if (isProduction) refuseUnsafe(env);
  return {
    ...env,
    DATA_DIR: path.resolve(env.DATA_DIR),
    DEMO: env.DEMO ?? !isProduction,
    API_RATE_PER_MINUTE: env.API_RATE_PER_MINUTE ?? (isProduction ? 600 : 30_000),
    isProduction,
    programPath: source.PATH,
  };
}

function refuseUnsafe(env: Given): void {
  if (!env.APP_SECRET) throw new SettingError("production needs APP_SECRET, at least 32 random characters");
  if (WEAK.test(env.APP_SECRET) || new Set(env.APP_SECRET).size < 12)
    throw new SettingError("production refuses this APP_SECRET because it can be guessed; use 32 random characters");
  if (env.DEMO) throw new SettingError("production never plays the demonstration world: leave DEMO out");
  if (!env.PUBLIC_URL) throw new SettingError("production needs PUBLIC_URL, the address people use");
  if (env.PUBLIC_URL.startsWith("http:") && env.COOKIES_OVER_HTTP !== "allow")
    throw new SettingError(
      "production refuses sign-in cookies over plain http: use an https PUBLIC_URL, or say COOKIES_OVER_HTTP=allow",
    );
}
