import fs from "node:fs";
import path from "node:path";
import { hasMessage, messages } from "@jiebang/i18n";
import { describe, expect, it } from "vitest";
import { navItems } from "../features/index.ts";

const root = path.join(import.meta.dirname, "..");
const sources = fs
  .readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, text: fs.readFileSync(path.join(root, name), "utf8") }));

describe("the texts of the workbench", () => {
  it("exist for every key that a page names, in both languages", () => {
    const missing = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/\bt\(\s*"([^"]+)"/g)]
        .map(([, key]) => key!)
        .filter((key) => !hasMessage(key))
        .map((key) => `${name}: ${key}`),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(messages.en).sort()).toEqual(Object.keys(messages.zh).sort());
  });

  it("exist for every place in the navigation", () => {
    expect(navItems.map((item) => item.label).filter((key) => !hasMessage(key))).toEqual([]);
  });
});
