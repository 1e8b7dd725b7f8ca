import path from "node:path";
import { embedderText } from "@jiebang/core";
import { Refusal } from "@jiebang/db";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "../../..");
const text = z.string().trim().min(1);

const schema = z.object({
  /** `production` asks more of the secrets. */
  NODE_ENV: text.default("development"),
  /** The folder of the server to work on. */
  DATA_DIR: text.default(path.join(root, ".data")),
  /** Its database, when it is not the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** As the server has it; made in DATA_DIR outside production. */
  APP_SECRET: text.optional(),
  /** As the server has it. */
  PUBLIC_URL: z.url().default("http://127.0.0.1:3000"),
  /** As the server has them. */
  S3_BUCKET: text.optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: text.default("us-east-1"),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  SMTP_URL: text.optional(),
  MEILI_URL: z.url().optional(),
  MEILI_KEY: text.optional(),
  /** As the server has it: an index made with other settings is built anew. */
  MEILI_EMBEDDER: text.pipe(embedderText).optional(),
});

export type CliEnv = z.output<typeof schema>;

/** Reads the environment once; this is the only place of the command line that does. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): CliEnv {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new Refusal(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  return { ...parsed.data, DATA_DIR: path.resolve(parsed.data.DATA_DIR) };
}
