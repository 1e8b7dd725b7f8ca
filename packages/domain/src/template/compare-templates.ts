import type { LocalText, ParameterValue, TemplateChange, TemplateContent } from "./template.schema.ts";

/** Field by field what differs between two versions; the order of stages is told as one field. */
export function compareTemplates(before: TemplateContent, after: TemplateContent): TemplateChange[] {
  const changes: TemplateChange[] = [];
  const add = (path: string, subject: LocalText | null, field: string, a: string | null, b: string | null) => {
    if (a !== b) changes.push({ path, subject, field, before: a, after: b });
  };
  const order = (content: TemplateContent) => content.stages.map((s) => s.name.zh).join(" → ");
  add("stages", null, "order", order(before), order(after));
  pairs(
    before.stages,
    after.stages,
    (s) => s.key,
    (key, a, b) => {
      const subject = (b ?? a)!.name;
      const each = (field: string, of: (s: NonNullable<typeof a>) => string) =>
        add(`stages.${key}.${field}`, subject, field, a ? of(a) : null, b ? of(b) : null);
      each("name", (s) => both(s.name));
      each("explains", (s) => both(s.explains));
      each("turn", (s) => s.turn);
      each("days", (s) => String(s.days ?? ""));
      each("allows", (s) => s.allows.join(", "));
      each("shows", (s) => s.shows.join(", "));
    },
  );
  pairs(
    before.parameters,
    after.parameters,
    (p) => p.key,
    (key, a, b) => {
      const subject = (b ?? a)!.name;
      const each = (field: string, of: (p: NonNullable<typeof a>) => string) =>
        add(`parameters.${key}.${field}`, subject, field, a ? of(a) : null, b ? of(b) : null);
      each("default", (p) => valueText(p.default));
      each("name", (p) => both(p.name));
      each("explains", (p) => both(p.explains));
      each("citation", (p) => `${p.citation.kind}: ${both(p.citation)}`);
    },
  );
  const texts = (content: TemplateContent) => Object.entries(content.texts).map(([key, text]) => ({ key, text }));
  pairs(
    texts(before),
    texts(after),
    (t) => t.key,
    (key, a, b) => add(`texts.${key}`, null, key, a ? both(a.text) : null, b ? both(b.text) : null),
  );
  const cited = (content: TemplateContent) =>
    content.citations.map((c) => [c.title, c.documentNo, c.issuer].filter(Boolean).join(" · ")).join("\n");
  add("citations", null, "citations", cited(before), cited(after));
  return changes;
}

const both = (text: LocalText) => `${text.zh}\n${text.en}`;
export const valueText = (value: ParameterValue): string => (Array.isArray(value) ? value.join("\n") : String(value));

function pairs<T>(
  before: T[],
  after: T[],
  keyOf: (one: T) => string,
  visit: (key: string, before: T | null, after: T | null) => void,
): void {
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const now = new Map(after.map((one) => [keyOf(one), one]));
  for (const key of new Set([...now.keys(), ...old.keys()])) visit(key, old.get(key) ?? null, now.get(key) ?? null);
}
