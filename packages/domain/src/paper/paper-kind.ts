import { z } from "zod";

/** What can be printed: an offer or a demand (征集表), a bid (揭榜申请书), a notice, a list (汇总表), a letter (推荐函). */
export const PAPER_KINDS = ["offer", "demand", "bid", "notice", "entry_list", "recommendation"] as const;
export const paperKind = z.enum(PAPER_KINDS);
export type PaperKind = z.infer<typeof paperKind>;

/** Prefixes of the numbers on papers, counted per year like all others. */
export const PAPER_NUMBER_KIND = {
  offer: "CGB",
  demand: "XQB",
  bid: "SQS",
  notice: "GSB",
  entry_list: "HZB",
  recommendation: "TJH",
} as const satisfies Record<PaperKind, string>;
export const PAPER_NUMBER = /^(CGB|XQB|SQS|GSB|HZB|TJH)-\d{4}-\d{5,}$/;

/** Printed in two groups of four; typed with or without the dash, in any case, O for 0 and I or L for 1. */
export function readCheckCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}
export const showCheckCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

const CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight characters that stand for number and content on the paper: the first 40 bits of their hash (hex). */
export function checkCodeOf(hashHex: string): string {
  let bits = BigInt(`0x${hashHex.slice(0, 10)}`);
  let code = "";
  for (let i = 0; i < 8; i++) {
    code = CODE_ALPHABET[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return code;
}

/** What the QR code of a paper says. */
export interface PaperCode {
  number: string;
  checkCode: string | null;
}

/** Number and check code out of a scanned text; null where it is none of ours. The host may differ: papers outlive addresses. */
export function readPaperCode(text: string): PaperCode | null {
  const found = /\/paper\/([A-Z]{3}-\d{4}-\d{5,})(?:\?c=([0-9A-Za-z]{8}))?/.exec(text);
  if (!found || !PAPER_NUMBER.test(found[1]!)) return null;
  return { number: found[1]!, checkCode: found[2] ? readCheckCode(found[2]) : null };
}
