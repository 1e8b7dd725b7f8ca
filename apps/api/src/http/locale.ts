import type { Locale } from "@jiebang/i18n";

/** `/en/…` pages are English; the workbench says what it shows in `x-locale`; else what the browser prefers first. */
export function localeOf(request: Request): Locale {
  const { pathname } = new URL(request.url);
  if (pathname === "/en" || pathname.startsWith("/en/")) return "en";
  const chosen = request.headers.get("x-locale");
  if (chosen === "en" || chosen === "zh") return chosen;
  return request.headers.get("accept-language")?.trim().toLowerCase().startsWith("en") ? "en" : "zh";
}
