import { DomainError, type ErrorKind } from "@jiebang/domain";
import { type Locale, translate } from "@jiebang/i18n";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { currentScope } from "../logging/request-scope.ts";
import type { HttpEnv } from "./deps.ts";
import { localeOf } from "./locale.ts";

export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** Every error of every part ends here: a sentence, its reason, the request id; what is ours to mend is logged whole. */
export function answerError(error: unknown, c: Context<HttpEnv>): Response {
  const scope = currentScope();
  if (error instanceof DomainError) {
    if (scope) scope.reason = error.reason;
    const wait = error.details.retryAfterSeconds;
    if (typeof wait === "number") c.header("retry-after", String(wait));
    return answer(c, statusOf[error.kind], error.reason, error.details);
  }
  if (error instanceof HTTPException) {
    if (scope) scope.reason = `http.${error.status}`;
    if (error.status === 413) return answer(c, 413, "common.too_large");
    if (error.status < 500) return answer(c, error.status, "common.invalid");
  }
  if (scope) {
    scope.reason = "common.unexpected";
    scope.error = error;
  }
  return answer(c, 500, "common.unexpected");
}

export function answerNotFound(c: Context<HttpEnv>): Response {
  return answer(c, 404, "common.not_found");
}

function answer(c: Context<HttpEnv>, status: number, reason: string, details: Record<string, unknown> = {}): Response {
  const requestId = c.get("requestId");
  const locale = localeOf(c.req.raw);
  const message = translate(locale, reason, { ...details, requestId });
  c.header("cache-control", "no-store");
  const code = status as 400; // Hono's types list the codes one by one; all of ours have a body
  if (/^\/(api|files)\//.test(c.req.path) || !c.req.header("accept")?.includes("text/html"))
    return c.json({ error: { reason, message, requestId } }, code);
  return c.html(plainPage(locale, message, requestId), code);
}

/** Needs nothing that may be broken: no style sheet, no database. */
function plainPage(locale: Locale, message: string, requestId: string): string {
  const [lang, home] = locale === "zh" ? ["zh-CN", "/"] : ["en", "/en/"];
  const name = translate(locale, "app.name");
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title></head><body><main><h1>${name}</h1><p>${escaped(message)}</p><p><small>${requestId}</small></p><p><a href="${home}">${translate(locale, "common.to_home")}</a></p></main></body></html>`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
