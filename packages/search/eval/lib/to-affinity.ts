import type { AffinityDemand, AffinityOffer } from "@jiebang/matching";
import { describeText } from "@jiebang/search";
import type { Listing } from "./listings.ts";

const SECTIONS =
  "农、林、牧、渔业 采矿业 制造业 电力、热力、燃气 建筑业 批发和零售业 交通运输 住宿和餐饮业 信息传输 金融业 房地产业 租赁和商务服务业 科学研究 水利、环境 居民服务 教育 卫生 文化 公共管理 国际组织".split(
    " ",
  );
const MODES: Record<string, string> = {
  技术转让: "assignment",
  完全转让: "assignment",
  技术许可: "licence",
  许可转让: "licence",
  委托开发: "development",
  技术入股: "equity",
};

/** A listing as the matching package is told of it; both sides of the market say their section and their ways of cooperation. */
export function toAffinity(listing: Listing, isWordsOnly = false): AffinityOffer & AffinityDemand {
  const { id, title, description, coop, gb4754_section } = listing;
  const section = SECTIONS.findIndex((name) => gb4754_section.startsWith(name));
  const modes = coop.flatMap((mode) => MODES[mode] ?? []);
  return {
    id,
    texts: [
      { field: "title", text: title, tokens: describeText(title) },
      { field: "body", text: description, tokens: describeText(description) },
    ],
    ...(!isWordsOnly && section >= 0 && { industry: String.fromCharCode(65 + section) }),
    ...(!isWordsOnly && modes.length > 0 && { modes }),
  };
}
