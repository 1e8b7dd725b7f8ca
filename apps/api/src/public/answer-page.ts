import { DomainError } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { errorPage, type Lang, langs, notFoundPage, type Page, renderPage } from "@jiebang/pages";
import type { Context } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerError, statusOf } from "../http/errors.ts";
import { currentScope } from "../logging/request-scope.ts";

const encoder = new TextEncoder();

/** Pages are the same for everybody, and are asked for again each time: what is published shows at once. */
export function answerPage(deps: ServerDeps, c: Context<HttpEnv>, lang: Lang, page: Page, status: 200 | 404 = 200) {
  const { publicUrl, isDemo } = deps.settings;
  // Bytes, because a text would be walked through twice more on its way out.
  return c.body(encoder.encode(renderPage({ publicUrl, isDemo }, lang, page)), status, {
    "content-type": "text/html; charset=utf-8",
    "content-language": lang.tag,
    "cache-control": "no-cache",
  });
}

/** The path within a language: `/en/offers` → `/offers`. */
export function pathOf(c: Context<HttpEnv>): string {
  const url = new URL(c.req.url);
  const path = url.pathname.replace(/^\/en(?=\/|$)/, "") || "/";
  return path + url.search;
}

export const wantsHtml = (c: Context<HttpEnv>) =>
  !c.req.header("accept") || /text\/html|\*\/\*/.test(c.req.header("accept")!);

export function answerMissing(deps: ServerDeps, c: Context<HttpEnv>) {
  const lang = langs[localeOfPath(c)];
  return answerPage(deps, c, lang, notFoundPage({ lang, path: pathOf(c) }), 404);
}

/** What fails behind a public page: not found is a page, the rest one calm line with the request's id. */
export function answerFault(deps: ServerDeps, error: unknown, c: Context<HttpEnv>) {
  const rule = error instanceof DomainError ? error : undefined;
  const scope = currentScope();
  if (scope && rule) scope.reason = rule.reason;
  if (rule?.kind === "not_found") return answerMissing(deps, c);
  if (!wantsHtml(c)) return answerError(error, c);
  const lang = langs[localeOfPath(c)];
  if (scope && !rule) {
    scope.reason = "common.unexpected";
    scope.error = error;
  }
  const wait = rule?.details.retryAfterSeconds;
  if (typeof wait === "number") c.header("retry-after", String(wait));
  const page = errorPage({
    lang,
    path: pathOf(c),
    requestId: c.get("requestId"),
    ...(rule && { message: translate(lang.locale, rule.reason, rule.details) }),
  });
  const answer = answerPage(deps, c, lang, page);
  return new Response(answer.body, { status: rule ? statusOf[rule.kind] : 500, headers: answer.headers });
}

/** The address decides the language, never a header: one address, one page. */
const localeOfPath = (c: Context<HttpEnv>) => (/^\/en(\/|$)/.test(c.req.path) ? "en" : "zh");
