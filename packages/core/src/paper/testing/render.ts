// A worker of its own, to be killed: makes the files of one paper on the database and the folder it is given.
import { openDatabase } from "@jiebang/db";
import { systemActor } from "@jiebang/domain";
import { openFileStore } from "../../files/open-file-store.ts";
import { createCtx } from "../../kernel/ctx.ts";
import { renderPaper } from "../render-paper.ts";

const [url, directory, publicUrl, paperId] = process.argv.slice(2);
const db = openDatabase(url!);
const services = {
  files: await openFileStore({ kind: "local", directory: directory! }),
  secret: "none",
  publicUrl: publicUrl!,
};
await renderPaper(createCtx({ db, services }, systemActor("paper.render")), paperId!);
await db.close();
