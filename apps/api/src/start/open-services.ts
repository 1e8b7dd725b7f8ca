import path from "node:path";
import { type FileStoreOptions, openFileStore, openSmtpMailer, type Services } from "@jiebang/core";
import type { Env } from "../env.ts";

export async function openServices(env: Env, secret: string, publicUrl: string): Promise<Services> {
  return {
    files: await openFileStore(fileStoreOptions(env)),
    secret,
    publicUrl,
    webhooksToLoopback: !env.isProduction,
    mailer: env.SMTP_URL ? openSmtpMailer({ url: env.SMTP_URL, from: env.MAIL_FROM! }) : undefined, // env.ts saw to it
  };
}

function fileStoreOptions(env: Env): FileStoreOptions {
  if (!env.S3_BUCKET) return { kind: "local", directory: path.join(env.DATA_DIR, "files") };
  return {
    kind: "s3",
    bucket: env.S3_BUCKET,
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT,
    credentials:
      env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY
        ? { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY }
        : undefined, // the machine's own role
  };
}
