import { type DemandContent, demandContent } from "../entry/entry-content.ts";

export interface LeadWords {
  sentence: string;
  moneyKind: "range" | "negotiable" | null;
  moneyMin: string | null;
  moneyMax: string | null;
  kind: string | null;
  contactName: string | null;
  contactPhone: string | null;
}
export interface FirmWords {
  industryCode: string | null;
  areaCode: string | null;
  chainCode: string | null;
  contactName: string | null;
  contactPhone: string | null;
}

const WANT =
  /^(我们|我厂|我司|公司|本公司|我公司|本厂|目前|现在|现)?(想要|希望|需要|急需|想|要|求|寻求|征集|缺)(能|能够)?(找到?|寻找|有人)?(一种|一个|一套|一款)?/;
const TITLE_MOST = 30;

/** Cuts at a mark, so that a title is a phrase and not half a word; English at a space. */
function titleOf(sentence: string): string {
  const first = sentence.split(/[。！？!?;；\n]/)[0]!.trim();
  const bare = first.replace(WANT, "").trim() || first;
  if ([...bare].length <= TITLE_MOST) return bare;
  if (!/\p{Script=Han}/u.test(bare)) return bare.length <= 110 ? bare : bare.slice(0, 110).replace(/\s+\S*$/, "");
  const phrase = bare.split(/[，,、：:]/)[0]!.trim();
  return [...phrase].length >= 6 && [...phrase].length <= 60 ? phrase : [...bare].slice(0, TITLE_MOST).join("");
}

/**
 * A demand to begin with, out of what the firm said: its words are kept as they are, nothing is made up. What the
 * catalogue needs beyond them stays empty, and the linter asks for it.
 */
export function suggestDemand(lead: LeadWords, firm: FirmWords): DemandContent {
  const sentence = lead.sentence.trim();
  return demandContent.parse({
    kind: "demand",
    title: titleOf(sentence).slice(0, 120),
    summary: sentence.slice(0, 600),
    moneyKind: lead.moneyKind,
    moneyMin: lead.moneyMin,
    moneyMax: lead.moneyMax,
    industryCode: firm.industryCode,
    areaCode: firm.areaCode,
    chainCode: firm.chainCode,
    contactName: lead.contactName ?? firm.contactName,
    contactPhone: lead.contactPhone ?? firm.contactPhone,
    detail: { problem: sentence },
  });
}
