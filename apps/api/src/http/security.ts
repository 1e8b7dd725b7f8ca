import { DomainError } from "@jiebang/domain";
import type { MiddlewareHandler } from "hono";
import type { HttpEnv, ServerSettings } from "./deps.ts";

/** Public pages hold no inline script and no inline style at all; JSON-LD is data and passes. */
const PUBLIC_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** antd writes its styles into the page at run time, hence 'unsafe-inline' for styles; scripts stay strict. */
const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const isApp = (path: string) => path === "/app" || path.startsWith("/app/");

export function securityHeaders(settings: ServerSettings): MiddlewareHandler<HttpEnv> {
  const isHttps = settings.publicUrl.startsWith("https://");
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    if (!headers.has("content-security-policy"))
      headers.set("content-security-policy", isApp(c.req.path) ? APP_POLICY : PUBLIC_POLICY);
    headers.set("x-content-type-options", "nosniff");
    headers.set("x-frame-options", "DENY");
    headers.set("referrer-policy", "strict-origin-when-cross-origin");
    headers.set("permissions-policy", "camera=(self), geolocation=(), microphone=(), payment=()");
    headers.set("cross-origin-opener-policy", "same-origin");
    if (isHttps && settings.isProduction)
      headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  };
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses changes that another site's page asks a browser for. Browsers send Origin with every such request, and
 * Sec-Fetch-Site over https; a client that sends neither is no browser and carries no foreign person's cookies.
 */
export function sameOrigin(settings: ServerSettings): MiddlewareHandler<HttpEnv> {
  const publicOrigin = new URL(settings.publicUrl).origin;
  return async (c, next) => {
    if (SAFE.has(c.req.method)) return next();
    const origin = c.req.header("origin");
    const site = c.req.header("sec-fetch-site");
    if (origin !== undefined) {
      const host = (settings.trustProxy > 0 && c.req.header("x-forwarded-host")) || c.req.header("host");
      if (origin !== publicOrigin && hostOf(origin) !== host)
        throw new DomainError("forbidden", "common.foreign_origin");
    } else if (site !== undefined && site !== "same-origin" && site !== "none")
      throw new DomainError("forbidden", "common.foreign_origin");
    return next();
  };
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined; // "null" of sandboxed pages
  }
}
