import {
  createCtx,
  getPublicOrganisation,
  listPublicOrganisations,
  listRecentPublic,
  loadCodeNames,
  mergedInto,
} from "@jiebang/core";
import { anonymous, organisationKind } from "@jiebang/domain";
import { type Lang, ORGANISATIONS_PAGE_SIZE, organisationPage, organisationsPage } from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerPage } from "./answer-page.ts";
import { pageNumber } from "./page-number.ts";

const LISTED = 10;

export function organisationRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const ctx = createCtx(deps, anonymous);
  const { publicUrl } = deps.settings;
  return new Hono<HttpEnv>()
    .get("/organisations", async (c) => {
      const kind = organisationKind.safeParse(c.req.query("kind"));
      const query = (c.req.query("q") ?? "").trim().slice(0, 100);
      const state = { query, page: pageNumber(c), ...(kind.success && { kind: kind.data }) };
      const [{ items, total }, codes] = await Promise.all([
        listPublicOrganisations(ctx, {
          kind: state.kind,
          query: query || undefined,
          limit: ORGANISATIONS_PAGE_SIZE,
          offset: (state.page - 1) * ORGANISATIONS_PAGE_SIZE,
        }),
        loadCodeNames(deps.db),
      ]);
      return answerPage(deps, c, lang, organisationsPage({ lang, state, organisations: items, total, codes }));
    })
    .get("/organisations/:id", async (c) => {
      const organisationId = c.req.param("id").slice(0, 60);
      const successor = await mergedInto(deps.db.prisma, organisationId);
      // The old address of a merged organisation leads on for good.
      if (successor) return c.redirect(`${lang.locale === "en" ? "/en" : ""}/organisations/${successor}`, 301);
      const [organisation, offers, demands, codes] = await Promise.all([
        getPublicOrganisation(ctx, { organisationId }),
        listRecentPublic(deps.db, { organisationId, kind: "offer", limit: LISTED }),
        listRecentPublic(deps.db, { organisationId, kind: "demand", limit: LISTED }),
        loadCodeNames(deps.db),
      ]);
      const page = organisationPage({
        lang,
        publicUrl,
        organisation,
        offers: offers.items,
        demands: demands.items,
        codes,
      });
      return answerPage(deps, c, lang, page);
    });
}
