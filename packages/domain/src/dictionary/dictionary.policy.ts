import { hasRole, isCoordinator } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { DomainError } from "../kernel/domain-error.ts";
import { type DictionaryKind, MAX_DICTIONARY_NAMES, MAX_NAME_LENGTH } from "./dictionary.schema.ts";

/** Every coordinator hears what people look for in vain, so each may propose words. */
export const mayEditDictionary = (actor: Actor): boolean => isCoordinator(actor) || hasRole(actor, "platform_admin");

/** What changes the search for everybody is published by the city or an administrator. */
export const mayPublishDictionary = (actor: Actor): boolean =>
  isCoordinator(actor, "city") || hasRole(actor, "platform_admin");

export function requireDictionaryEditor(actor: Actor): void {
  if (!mayEditDictionary(actor)) throw new DomainError("forbidden", "common.forbidden");
}
export function requireDictionaryPublisher(actor: Actor): void {
  if (!mayPublishDictionary(actor)) throw new DomainError("forbidden", "dictionary.publish_city_only");
}

/** As it is kept: no control characters, single spaces. */
export const cleanName = (name: string): string => name.replace(/[\s\p{C}]+/gu, " ").trim();

export type NameProblem =
  | "dictionary.names_two"
  | "dictionary.names_many"
  | "dictionary.name_long"
  | "dictionary.name_empty"
  | "dictionary.word_shape";

/** What is wrong with a row whose names are already cleaned and different from each other; undefined when nothing is. */
export function problemOfRow(kind: DictionaryKind, names: string[]): NameProblem | undefined {
  if (names.some((name) => name.length > MAX_NAME_LENGTH)) return "dictionary.name_long";
  if (names.some((name) => !/[\p{L}\p{N}]/u.test(name))) return "dictionary.name_empty";
  if (names.length > MAX_DICTIONARY_NAMES) return "dictionary.names_many";
  // A text is cut within runs of Chinese characters only; longer words would hide the shorter ones in them.
  if (kind === "word")
    return names.length === 1 && /^[\u3400-\u9fff]{2,8}$/.test(names[0]!) ? undefined : "dictionary.word_shape";
  return names.length < 2 ? "dictionary.names_two" : undefined;
}

export interface GlossaryLine {
  line: number;
  names: string[];
}
export interface GlossaryFault {
  line: number;
  /** The beginning of the line as it was sent. */
  text: string;
  reason: NameProblem | "dictionary.line_columns";
}

/** Reads a glossary of tab separated names, one term a line. Columns of numbers (how often a term was seen) are passed over. */
export function readGlossary(text: string): { lines: GlossaryLine[]; faults: GlossaryFault[] } {
  const lines: GlossaryLine[] = [];
  const faults: GlossaryFault[] = [];
  const rows = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (const [index, raw] of rows.entries()) {
    const line = index + 1;
    if (!raw.trim() || raw.startsWith("#")) continue;
    if (line === 1 && /^(zh|cn|中文|chinese)\s*\t/i.test(raw)) continue; // the names of the columns
    const columns = raw.split("\t").map(cleanName);
    const given = columns.filter((name) => name && !/^\d+([.,]\d+)?%?$/.test(name));
    const names = [...new Map(given.map((name) => [name.toLowerCase(), name])).values()];
    const reason = columns.length < 2 ? "dictionary.line_columns" : problemOfRow("synonym", names);
    if (reason) faults.push({ line, text: raw.slice(0, 80), reason });
    else lines.push({ line, names });
  }
  return { lines, faults };
}
