import type { ReactElement } from "react";

export type Section =
  | "home"
  | "offers"
  | "demands"
  | "rounds"
  | "calls"
  | "editions"
  | "notices"
  | "organisations"
  | "about"
  | "rules"
  | "verify"
  | "search";

/** A public page: values in, this out; `renderPage` makes the document around it. */
export interface Page {
  /** Path without language prefix, with query: the language switch leads to the same place. */
  path: string;
  /** Path that search engines shall know it by [path without query]. */
  canonical?: string;
  title: string;
  description: string;
  section?: Section;
  isIndexed?: boolean;
  /** Words in the search box. */
  query?: string;
  /** schema.org, absolute addresses made from where the platform is reached; several objects stand side by side. */
  jsonLd?: object | ((publicUrl: string) => object);
  /** Atom feeds of what stands here: paths without language prefix. */
  feeds?: { path: string; title: string }[];
  ogType?: "website" | "article";
  /** A script of this page alone, besides the one of all pages. */
  script?: "verify";
  body: ReactElement;
}
