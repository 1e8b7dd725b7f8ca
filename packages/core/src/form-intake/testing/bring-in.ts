// A process of its own for the test that kills it: brings one tray in and ends.
import { openDatabase } from "@jiebang/db";
import { systemActor } from "@jiebang/domain";
import { testServices } from "@jiebang/testing";
import { createCtx } from "../../kernel/ctx.ts";
import { bringInForms } from "../commit-intake.ts";

const [, , url, intakeId] = process.argv;
const db = openDatabase(url!);
await bringInForms(createCtx({ db, services: testServices() }, systemActor("test")), intakeId!);
