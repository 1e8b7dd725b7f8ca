// What every engine must do, whatever it is made of. An adapter's test calls this with its own `makeEngine`.
import { codesContract } from "./groups/codes.ts";
import { facetsContract, filtersContract } from "./groups/filters.ts";
import { hostileContract } from "./groups/hostile.ts";
import { leaksContract } from "./groups/leaks.ts";
import { namesContract } from "./groups/names.ts";
import { nearContract, pinyinContract } from "./groups/near.ts";
import { operatorsContract } from "./groups/operators.ts";
import { orderContract } from "./groups/order.ts";
import { rankingContract } from "./groups/ranking.ts";
import { similarContract, suggestionsContract } from "./groups/suggestions.ts";
import { chineseContract, englishContract } from "./groups/words.ts";
import type { MakeEngine } from "./kit.ts";

export { type ContractCard, type MakeEngine, makeDocument } from "./kit.ts";

export function searchContract(makeEngine: MakeEngine): void {
  chineseContract(makeEngine);
  englishContract(makeEngine);
  pinyinContract(makeEngine);
  nearContract(makeEngine);
  codesContract(makeEngine);
  namesContract(makeEngine);
  operatorsContract(makeEngine);
  filtersContract(makeEngine);
  facetsContract(makeEngine);
  orderContract(makeEngine);
  rankingContract(makeEngine);
  suggestionsContract(makeEngine);
  similarContract(makeEngine);
  leaksContract(makeEngine);
  hostileContract(makeEngine);
}
