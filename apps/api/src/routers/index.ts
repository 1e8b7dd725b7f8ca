// One router per noun; this list only joins them.
import { router } from "../trpc.ts";

export const appRouter = router({});
export type AppRouter = typeof appRouter;
