import path from "node:path";
import { type Ctx, createCtx, openFileStore } from "@jiebang/core";
import {
  type Database,
  lockDataDir,
  makeDataDir,
  migrate,
  openDatabase,
  Refusal,
  readRunFile,
  readSecrets,
  startCluster,
} from "@jiebang/db";
import { type Actor, systemActor } from "@jiebang/domain";
import type { CliEnv } from "./env.ts";

/** What a command works on. Commands call verbs with `ctx`; they never write tables themselves. */
export interface CliWorld {
  db: Database;
  /** The owner's door, for looking at what the application role may not see. */
  ownerUrl: string;
  /** How this command came to its database, for people. */
  source: string;
  /** Acts as the command line itself (`system`) unless told otherwise. */
  ctx(actor?: Actor): Ctx;
  close(): Promise<void>;
}

/** Joins the server that runs on the folder, or the database of DATABASE_URL, or starts the folder's own cluster. */
export async function openWorld(env: CliEnv, command: string): Promise<CliWorld> {
  makeDataDir(env.DATA_DIR);
  const { url, source, stop } = await findDatabase(env);
  try {
    const db = openDatabase(url, { max: 6 });
    const services = {
      files: await openFileStore(
        env.S3_BUCKET
          ? {
              kind: "s3",
              bucket: env.S3_BUCKET,
              region: env.S3_REGION,
              endpoint: env.S3_ENDPOINT,
              credentials:
                env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY
                  ? { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY }
                  : undefined,
            }
          : { kind: "local", directory: path.join(env.DATA_DIR, "files") },
      ),
      secret: env.APP_SECRET ?? readSecrets(env.DATA_DIR).appSecret,
      publicUrl: env.PUBLIC_URL,
    };
    return {
      db,
      ownerUrl: url,
      source,
      ctx: (actor = systemActor(`cli:${command}`)) => createCtx({ db, services }, actor),
      close: async () => {
        await db.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function findDatabase(env: CliEnv): Promise<{ url: string; source: string; stop(): Promise<void> }> {
  if (env.DATABASE_URL) {
    await migrate(env.DATABASE_URL).catch((error: Error) => {
      const { host, pathname } = new URL(env.DATABASE_URL!);
      throw new Refusal(`cannot use the database of DATABASE_URL at ${host}${pathname}: ${error.message}`);
    });
    return { url: env.DATABASE_URL, source: "DATABASE_URL", stop: async () => {} };
  }
  const run = readRunFile(env.DATA_DIR);
  if (run) return { url: run.databaseUrl, source: `the running server (process ${run.pid})`, stop: async () => {} };
  const lock = lockDataDir(env.DATA_DIR); // refuses while a server is still starting
  try {
    const cluster = await startCluster({
      dataDir: path.join(env.DATA_DIR, "postgres"),
      password: readSecrets(env.DATA_DIR).databasePassword,
    });
    const stop = async () => {
      await cluster.stop();
      lock.release();
    };
    try {
      await migrate(cluster.url);
    } catch (error) {
      await stop();
      throw error;
    }
    return { url: cluster.url, source: `the cluster in ${env.DATA_DIR}, started for this command`, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}
