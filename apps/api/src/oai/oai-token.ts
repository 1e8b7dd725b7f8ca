import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Everything a harvest needs to go on: nothing of it is kept here, so a restart or another server changes nothing. */
const state = z.tuple([
  z.literal(1), // of the layout
  z.enum(["ListRecords", "ListIdentifiers"]),
  z.string(), // metadata prefix
  z.string().nullable(), // set
  z.string().nullable(), // from, an instant
  z.string().nullable(), // until, exclusive
  z.string(), // the last entry given
  z.int(), // how many were given
  z.int(), // how many there were at the first page
]);

export interface Harvest {
  verb: "ListRecords" | "ListIdentifiers";
  prefix: string;
  set: string | null;
  from: string | null;
  until: string | null;
  after: string;
  cursor: number;
  total: number;
}

const sign = (secret: string, text: string) =>
  createHmac("sha256", secret).update(`jiebang.oai/1:${text}`).digest().subarray(0, 18);

export function writeToken(secret: string, h: Harvest): string {
  const values = [1, h.verb, h.prefix, h.set, h.from, h.until, h.after, h.cursor, h.total] satisfies z.input<
    typeof state
  >;
  const text = Buffer.from(JSON.stringify(values)).toString("base64url");
  return `${text}.${sign(secret, text).toString("base64url")}`;
}

/** Undefined for anything that was not written here, letter by letter. */
export function readToken(secret: string, token: string): Harvest | undefined {
  const [text = "", signature = "", rest] = token.split(".");
  // As texts: base64url may spell the same bytes in more than one way.
  const given = Buffer.from(signature);
  const right = Buffer.from(sign(secret, text).toString("base64url"));
  if (rest !== undefined || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const read = state.safeParse(JSON.parse(Buffer.from(text, "base64url").toString()));
  if (!read.success) return undefined;
  const [, verb, prefix, set, from, until, after, cursor, total] = read.data;
  return { verb, prefix, set, from, until, after, cursor, total };
}
