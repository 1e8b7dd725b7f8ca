import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkOrcid } from "./orcid.ts";

const file = new URL("../../../../../shared/data/codes/orcid_vectors.json", import.meta.url);
const vectors: { valid: string[]; invalid: string[] } | null = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : null;

describe("the ORCID iD", () => {
  it("takes the bare iD and the link, and answers with the bare iD", () => {
    expect(checkOrcid("0000-0002-1694-233X")).toBe("0000-0002-1694-233X");
    expect(checkOrcid("https://orcid.org/0000-0002-1825-0097")).toBe("0000-0002-1825-0097");
    expect(checkOrcid("0000-0002-1825-0098")).toBe(null);
  });

  it.skipIf(!vectors)("agrees with the collected examples", () => {
    expect(vectors!.valid.filter((id) => checkOrcid(id) === null)).toEqual([]);
    expect(vectors!.invalid.filter((id) => checkOrcid(id) !== null)).toEqual([]);
  });
});
