// Every feature brings its routes and its place in the navigation; this list only joins them.
import type { NavItem } from "../app/nav.ts";
import { accountDoorRoutes, accountRoutes } from "./account/account.routes.ts";
import { adminNav, adminRoutes } from "./admin/admin.routes.ts";
import { agreementNav, agreementRoutes } from "./agreement/agreement.routes.ts";
import { auditNav, auditRoutes } from "./audit/audit.routes.ts";
import { bidNav, bidRoutes } from "./bid/bid.routes.ts";
import { callNav, callRoutes } from "./call/call.routes.ts";
import { deskNav, deskRoutes } from "./desk/desk.routes.ts";
import { dictionaryNav, dictionaryRoutes } from "./dictionary/dictionary.routes.ts";
import { editionNav, editionRoutes } from "./edition/edition.routes.ts";
import { entryNav, entryRoutes } from "./entry/entry.routes.ts";
import { firmNav, firmRoutes } from "./firm/firm.routes.ts";
import { firmListNav, firmListRoutes } from "./firm-list/firm-list.routes.ts";
import { formIntakeNav, formIntakeRoutes } from "./form-intake/form-intake.routes.ts";
import { homeNav, homeRoutes } from "./home/home.routes.ts";
import { importNav, importRoutes } from "./import/import.routes.ts";
import { interestNav, interestRoutes } from "./interest/interest.routes.ts";
import { leadDoorRoutes, leadNav, leadRoutes } from "./lead/lead.routes.ts";
import { noticeNav, noticeRoutes } from "./notice/notice.routes.ts";
import { notificationNav, notificationRoutes } from "./notification/notification.routes.ts";
import { openNav, openRoutes } from "./open/open.routes.ts";
import { organisationNav, organisationRoutes } from "./organisation/organisation.routes.ts";
import { organisationMergeRoutes } from "./organisation-merge/organisation-merge.routes.ts";
import { overviewNav, overviewRoutes } from "./overview/overview.routes.ts";
import { paperNav, paperRoutes } from "./paper/paper.routes.ts";
import { recommendationNav, recommendationRoutes } from "./recommendation/recommendation.routes.ts";
import { roundNav, roundRoutes } from "./round/round.routes.ts";
import { savedSearchNav, savedSearchRoutes } from "./saved-search/saved-search.routes.ts";
import { searchIndexNav, searchIndexRoutes } from "./search-index/search-index.routes.ts";
import { technologyManagerNav, technologyManagerRoutes } from "./technology-manager/technology-manager.routes.ts";
import { vettingNav, vettingRoutes } from "./vetting/vetting.routes.ts";

export const shellRoutes = [
  ...homeRoutes,
  ...accountRoutes,
  ...entryRoutes,
  ...interestRoutes,
  ...vettingRoutes,
  ...leadRoutes,
  ...firmListRoutes,
  ...technologyManagerRoutes,
  ...importRoutes,
  ...formIntakeRoutes,
  ...deskRoutes,
  ...firmRoutes,
  ...overviewRoutes,
  ...notificationRoutes,
  ...organisationMergeRoutes,
  ...organisationRoutes,
  ...adminRoutes,
  ...auditRoutes,
  ...callRoutes,
  ...editionRoutes,
  ...roundRoutes,
  ...bidRoutes,
  ...noticeRoutes,
  ...paperRoutes,
  ...agreementRoutes,
  ...openRoutes,
  ...dictionaryRoutes,
  ...savedSearchRoutes,
  ...searchIndexRoutes,
  ...recommendationRoutes,
] as const;
export const doorRoutes = [...accountDoorRoutes, ...leadDoorRoutes] as const;

export const navItems: NavItem[] = [
  ...homeNav,
  ...entryNav,
  ...interestNav,
  ...vettingNav,
  ...leadNav,
  ...firmListNav,
  ...technologyManagerNav,
  ...importNav,
  ...formIntakeNav,
  ...deskNav,
  ...firmNav,
  ...overviewNav,
  ...notificationNav,
  ...organisationNav,
  ...adminNav,
  ...auditNav,
  ...callNav,
  ...editionNav,
  ...recommendationNav,
  ...roundNav,
  ...bidNav,
  ...noticeNav,
  ...paperNav,
  ...agreementNav,
  ...openNav,
  ...dictionaryNav,
  ...savedSearchNav,
  ...searchIndexNav,
].sort((a, b) => (a.order ?? 50) - (b.order ?? 50));
