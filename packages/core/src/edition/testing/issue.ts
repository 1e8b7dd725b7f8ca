// A worker of its own, to be killed: issues one edition on the database and the folder it is given.
import { openDatabase } from "@jiebang/db";
import { systemActor } from "@jiebang/domain";
import { openFileStore } from "../../files/open-file-store.ts";
import { createCtx } from "../../kernel/ctx.ts";
import { runIssue } from "../edition.job.ts";

const [url, directory, publicUrl, editionId] = process.argv.slice(2);
const db = openDatabase(url!);
const services = {
  files: await openFileStore({ kind: "local", directory: directory! }),
  secret: "none",
  publicUrl: publicUrl!,
};
await runIssue(createCtx({ db, services }, systemActor("edition.issue")), editionId!);
await db.close();
