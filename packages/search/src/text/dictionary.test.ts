import { afterEach, describe, expect, it } from "vitest";
import { cedictNames } from "./cedict.ts";
import { NO_DICTIONARY, useDictionary } from "./dictionary.ts";
import { glossaryNames } from "./glossary.ts";
import { parseQuery } from "./query.ts";
import { cut } from "./segment.ts";

afterEach(() => useDictionary(NO_DICTIONARY));

describe("words that people edit", () => {
  it("cut texts by a word from the moment it is used, and no longer once it is gone", () => {
    expect(cut("研制铝锂玄武合金丝")).not.toContain("玄武合金丝");
    useDictionary({ version: 1, groups: [], words: ["玄武合金丝"] });
    expect(cut("研制玄武合金丝")).toEqual(["研制", "玄武合金丝"]);
    useDictionary({ version: 2, groups: [], words: [] });
    expect(cut("研制玄武合金丝")).not.toContain("玄武合金丝");
  });

  it("stand for each other both ways, in any writing, however the name is cut", () => {
    useDictionary({ version: 1, groups: [["红土球团", "Laterite Pellet"]], words: [] });
    expect(glossaryNames("红土球团")).toEqual(["laterite pellet"]);
    expect(glossaryNames("LATERITE pellets")).toEqual(["红土球团"]);
    const { terms } = parseQuery("红土球团");
    expect(terms.length).toBeGreaterThan(1); // nobody said that it is one word
    for (const { any } of terms) expect(any).toContainEqual(["laterit", "pellet"]);
  });

  it("are asked before the dictionary, which answers where no glossary does", () => {
    const namesOf = (query: string) => parseQuery(query).terms.map(({ any }) => any.slice(1));
    expect(namesOf("污泥")).toEqual([[["mud"], ["sludg"]]]);
    expect(namesOf("heat exchangers")).toEqual([
      [["~heat"], ["换热器"]],
      [["~exchangers"], ["换热器"]],
    ]);
    useDictionary({ version: 1, groups: [["污泥", "biosolids"]], words: [] });
    expect(namesOf("污泥")).toEqual([[["biosolid"]]]);
  });

  it("of the dictionary are names, never remarks, sentences or a surname", () => {
    expect(cedictNames("系统")).toEqual(["system"]);
    expect(cedictNames("研究")).toEqual(["research", "study", "look into"]);
    expect(cedictNames("欧阳")).toEqual([]);
  });
});
