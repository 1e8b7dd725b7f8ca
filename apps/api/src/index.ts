// What other packages may see of the server: types for the workbench, the router for its tests.
export { type AppRouter, appRouter } from "./routers/index.ts";
export { type ApiContext, createCallerFactory } from "./trpc.ts";
