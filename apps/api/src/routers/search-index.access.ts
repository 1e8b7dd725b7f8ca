import { type AccessRows, only } from "../access-table.ts";

/** A second request answers "under way already" here: who may ask is what these rows say. */
const embedded = () => ({ engine: "postgres" as const });

export const searchIndexAccess: AccessRows = {
  "searchIndex.get": { expect: only(["platformAdmin"], "forbidden") },
  "searchIndex.rebuild": { input: embedded, expect: only(["platformAdmin"], "forbidden") },
  "searchIndex.compare": { input: embedded, expect: only(["platformAdmin"], "forbidden") },
};
