import { messages } from "./messages.ts";

export type Locale = "zh" | "en";
export type MessageKey = keyof (typeof messages)["zh"];

/** The sentence for a key, `{name}` filled from params. An unknown key is shown as itself, never as a blank. */
export function translate(
  locale: Locale,
  key: MessageKey | (string & {}),
  params: Record<string, unknown> = {},
): string {
  const text = (messages[locale] as Record<string, string>)[key] ?? (messages.zh as Record<string, string>)[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));
}

/** True when a sentence exists for this key; reasons without one are a fault of ours. */
export function hasMessage(key: string): boolean {
  return key in messages.zh;
}
