import { hasMessage } from "@jiebang/i18n";
import type { Translate } from "./locale.tsx";
import { errorData } from "./trpc.ts";

/** One sentence about an error in the reader's present language. */
export function explainError(t: Translate, error: unknown): string {
  const data = errorData(error);
  if (data?.reason && hasMessage(data.reason)) return t(data.reason, data.details);
  if (data) return error instanceof Error && error.message ? error.message : t("web.error_unknown");
  if (error instanceof Error && isNetworkError(error)) return t("web.error_network");
  return t("web.error_unknown");
}

export function isNetworkError(error: Error): boolean {
  return errorData(error) === null && /fetch|network|load failed|JSON/i.test(error.message);
}
