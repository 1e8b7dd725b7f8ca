import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hasMessage } from "@jiebang/i18n";
import { expect, it } from "vitest";

const source = path.resolve(import.meta.dirname, "..");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("testing"),
);

it("has a sentence in both languages for every action that the audit records", () => {
  const actions = files.flatMap((file) => {
    const text = readFileSync(path.join(source, file), "utf8");
    return [...text.matchAll(/recordAudit\(\s*[\w.]+,\s*[^"`;]{1,80}?"([a-z_]+\.[a-z_]+)"/g)].map((match) => match[1]!);
  });
  expect(actions.length).toBeGreaterThan(70); // the pattern still finds them
  expect([...new Set(actions)].filter((action) => !hasMessage(`audit.${action}`)).sort()).toEqual([]);
});
