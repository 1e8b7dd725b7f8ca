import { escapeHtml } from "../kernel/html.ts";

// Characters that XML 1.0 cannot hold, not even as a reference: pasted texts carry them.
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export const xmlText = (text: string): string => escapeHtml(text.replace(UNPRINTABLE, ""));

type Attributes = Record<string, string | null | undefined>;

/** An element around escaped text; nothing where there is no text. */
export function textElement(name: string, text: string | null | undefined, attributes: Attributes = {}): string {
  return text ? element(name, [xmlText(text)], attributes) : "";
}

/** An element around parts that are XML already; without parts it is empty. */
export function element(name: string, parts: string[], attributes: Attributes = {}): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(value!)}"`)
    .join("");
  const inner = parts.join("");
  return inner ? `<${name}${given}>${inner}</${name}>` : `<${name}${given}/>`;
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** XML knows instants to the second. */
export const secondOf = (instant: string): string => `${instant.slice(0, 19)}Z`;
