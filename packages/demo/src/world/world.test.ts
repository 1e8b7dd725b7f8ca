import { checkCreditCode, checkPatentNumber, dayOf, entryContent, lintEntry } from "@jiebang/domain";
import { describe, expect, it } from "vitest";
import { entries } from "../entries/index.ts";
import { entryContentOf } from "../play/entry-content.ts";
import { bids } from "./bids.ts";
import { interests } from "./interests.ts";
import { organisations } from "./organisations.ts";
import { people } from "./people.ts";
import { jurisdictions } from "./places.ts";
import { rounds } from "./rounds.ts";

const today = dayOf(new Date("2026-11-23T04:00:00Z"));
const byKey = new Map(entries.map((entry) => [entry.key, entry]));
const twice = (keys: string[]) => keys.filter((key, i) => keys.indexOf(key) !== i);

describe("the demonstration world", () => {
  it("holds about sixty offers, forty demands and twenty-five organisations, each named once", () => {
    expect(entries.filter((e) => e.kind === "offer").length).toBeGreaterThanOrEqual(56);
    expect(entries.filter((e) => e.kind === "demand").length).toBe(40);
    expect(organisations.length).toBe(25);
    for (const list of [entries, organisations, people, jurisdictions.map((j) => ({ key: j.code })), rounds])
      expect(twice(list.map((x) => x.key))).toEqual([]);
    expect(twice(entries.map((e) => e.title))).toEqual([]);
  });

  it("uses credit codes and patent numbers whose check digits are right and which nobody holds", () => {
    expect(twice(organisations.map((o) => o.creditCode))).toEqual([]);
    for (const { creditCode } of organisations) {
      expect(checkCreditCode(creditCode)).toEqual({ code: creditCode, problem: null });
      expect(creditCode.slice(2, 8)).toBe("419999"); // no such registration place
    }
    const numbers = entries.flatMap((e) => (e.kind === "offer" ? e.rights.flatMap((r) => r.number ?? []) : []));
    expect(twice(numbers)).toEqual([]);
    for (const number of numbers) expect(checkPatentNumber(number).problem).toBeNull();
  });

  it("writes entries that pass the linter without a word, apart from those meant to be returned", () => {
    const remarks = entries.flatMap((entry) => {
      const content = entryContent.parse(entryContentOf(entry, today));
      return lintEntry(content, { today })
        .filter((finding) => entry.road !== "returned" || finding.code !== "target_missing")
        .map((finding) => `${entry.key}: ${finding.code} ${finding.field}`);
    });
    expect(remarks).toEqual([]);
  });

  it("gives every entry an English title and a body with substance", () => {
    expect(entries.filter((e) => !e.titleEn).map((e) => e.key)).toEqual([]);
    expect(entries.filter((e) => e.road !== "draft" && e.body.length < 60).map((e) => e.key)).toEqual([]);
    expect(entries.filter((e) => e.summaryEn).length).toBeGreaterThan(40);
  });

  it("names only organisations, people and entries that exist", () => {
    const organisation = new Set(organisations.map((o) => o.key));
    const unknown = [
      ...entries.map((e) => e.org),
      ...people.flatMap((p) => (p.member ? [p.member.org] : [])),
      ...interests.map((i) => i.asker),
      ...bids.map((b) => b.org),
      ...bids.flatMap((b) => (b.partner ? [b.partner.org] : [])),
    ].filter((key) => !organisation.has(key));
    const unknownEntries = [
      ...interests.map((i) => i.entry),
      ...rounds.flatMap((r) => r.items),
      ...bids.flatMap((b) => [b.item, ...(b.cites ?? [])]),
    ].filter((key) => !byKey.has(key));
    expect({ unknown, unknownEntries }).toEqual({ unknown: [], unknownEntries: [] });
    for (const { key } of organisations) expect(people.some((p) => p.key === key)).toBe(true);
  });
});
