export { callPage } from "./call/call-page.tsx";
export { CALLS_PAGE_SIZE, callsPage } from "./call/calls-page.tsx";
export { EDITION_PAGE_SIZE, editionPage } from "./edition/edition-page.tsx";
export { EDITIONS_PAGE_SIZE, editionsPage } from "./edition/editions-page.tsx";
export { entryListPage } from "./entry/entry-list-page.tsx";
export { entryPage } from "./entry/entry-page.tsx";
export {
  type AtomFeedProps,
  type AtomItem,
  atomFeed,
  callItem,
  editionItem,
  entryItem,
  noticeItem,
  roundItem,
} from "./feed/atom-feed.ts";
export { METADATA_FORMATS, type MetadataFormat, recordSchema } from "./feed/oai-metadata.ts";
export { element, secondOf, textElement, XML_HEAD, xmlText } from "./feed/xml.ts";
export { formsPage } from "./forms/forms-page.tsx";
export { assets } from "./generated/assets.ts";
export { type HomePageProps, homePage } from "./home/home-page.tsx";
export { escapeHtml } from "./kernel/html.ts";
export { type Lang, langs, localPath } from "./kernel/lang.ts";
export type { Page } from "./kernel/page.ts";
export { renderPage, type Site } from "./kernel/render-page.ts";
export { noticePage } from "./notice/notice-page.tsx";
export { NOTICES_PAGE_SIZE, noticesPage } from "./notice/notices-page.tsx";
export { organisationPage } from "./organisation/organisation-page.tsx";
export {
  ORGANISATIONS_PAGE_SIZE,
  type OrganisationsState,
  organisationsPage,
} from "./organisation/organisations-page.tsx";
export { paperPage } from "./paper/paper-page.tsx";
export { roundPage } from "./round/round-page.tsx";
export { ROUNDS_PAGE_SIZE, roundsPage } from "./round/rounds-page.tsx";
export { type FindableFacet, type FoundValues, facetsFor, findableFacets } from "./search/facets.tsx";
export type { ListResult } from "./search/result-list.tsx";
export { searchPage } from "./search/search-page.tsx";
export { aboutPage, rulesPage } from "./text/about-page.tsx";
export { errorPage, notFoundPage } from "./text/error-page.tsx";
export { unsubscribePage } from "./unsubscribe/unsubscribe-page.tsx";
export { verifyPage } from "./verify/verify-page.tsx";
