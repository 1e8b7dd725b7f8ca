import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readEnv } from "./env.ts";

const example = fs.readFileSync(path.join(import.meta.dirname, "../../../.env.example"), "utf8");
const source = fs.readFileSync(path.join(import.meta.dirname, "env.ts"), "utf8");

describe("the environment", () => {
  it("is explained in .env.example: every variable, and no other", () => {
    const inExample = [...example.matchAll(/^([A-Z0-9_]+)=/gm)].map((match) => match[1]).sort();
    const inSchema = [
      ...new Set([...source.matchAll(/^ {2}([A-Z0-9_]+): (?:z|flag|text|secret)/gm)].map((match) => match[1])),
    ].sort();
    expect(inExample).toEqual(inSchema);
  });

  it("takes what is left blank for not given, so that the example works as it is", () => {
    const given = Object.fromEntries(
      [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]),
    );
    expect(readEnv({ ...given, DATA_DIR: "/tmp/x" })).toEqual(readEnv({ DATA_DIR: "/tmp/x", WEB_DIST: undefined }));
  });

  it("plays the demonstration by default, and never in production", () => {
    const production = {
      NODE_ENV: "production",
      APP_SECRET: "xK2v9QmW7pLr4TzB8nYc3HdF6gJs1AeU",
      PUBLIC_URL: "https://jiebang.example.cn/",
    };
    expect(readEnv({}).DEMO).toBe(true);
    expect(readEnv(production)).toMatchObject({
      DEMO: false,
      isProduction: true,
      PUBLIC_URL: "https://jiebang.example.cn",
    });
    expect(() => readEnv({ ...production, DEMO: "1" })).toThrow("never plays the demonstration");
    expect(readEnv({ ...production, PUBLIC_URL: "http://10.0.0.5", COOKIES_OVER_HTTP: "allow" }).isProduction).toBe(
      true,
    );
  });

  it("refuses nonsense with the name of the variable", () => {
    for (const [given, words] of [
      [{ PORT: "eighty" }, "PORT"],
      [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL"],
      [{ SMTP_URL: "smtp://127.0.0.1:25" }, "SMTP_URL needs MAIL_FROM"],
      [{ S3_ACCESS_KEY_ID: "only" }, "belong together"],
      [{ DEMO: "yes" }, "DEMO"],
    ] as const)
      expect(() => readEnv(given)).toThrow(words);
  });
});
