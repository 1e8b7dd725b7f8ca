import { createCtx } from "@jiebang/core";
import { makeEntry, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { expect, test } from "vitest";
import { appRouter } from "./routers/index.ts";
import { createCallerFactory } from "./trpc.ts";

const db = useTestDatabase();

test("a page past the end of a list says how long the list is", async () => {
  const organisation = await makeOrganisation(db);
  for (let i = 0; i < 3; i++) await makeEntry(db, { organisationId: organisation.id });
  const actor = await makePerson(db, { member: [{ organisationId: organisation.id }] });
  const caller = createCallerFactory(appRouter)({
    ctx: createCtx({ db, services: testServices() }, actor),
    locale: "zh",
    requestId: "r",
    headers: new Headers(),
    responseHeaders: new Headers(),
    ip: "127.0.0.1",
  });
  expect(await caller.entry.list({ limit: 20, offset: 40 })).toMatchObject({ items: [], total: 3 });
  expect(await caller.organisation.listPublic({ limit: 20, offset: 40 })).toMatchObject({ items: [], total: 1 });
  expect(await caller.notification.list({ limit: 20, offset: 40 })).toMatchObject({ items: [], total: 0 });
});
