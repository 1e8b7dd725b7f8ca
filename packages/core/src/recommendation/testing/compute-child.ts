// A process of its own that puts together what waits, to be killed in the middle of it.
import { openDatabase } from "@jiebang/db";
import { systemActor } from "@jiebang/domain";
import { createCtx } from "../../kernel/ctx.ts";
import { computeRecommendations } from "../compute-recommendations.ts";

const db = openDatabase(process.env.DATABASE_URL!, { max: 3 });
const ctx = createCtx({ db, services: {} as never }, systemActor("test"));
await computeRecommendations(ctx, 60, { portion: 8 });
await db.close();
