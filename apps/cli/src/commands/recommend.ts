import { rankFor } from "@jiebang/core";
import { DomainError, type RankedEntry } from "@jiebang/domain";
import type { Register } from "../shell.ts";

interface Options {
  demand?: string;
  offer?: string;
  top: string;
  all?: boolean;
  json?: boolean;
}

/** What fits one entry, best first, with the parts of each score. Computed at the moment of asking. */
export const registerRecommend: Register = (program, shell) => {
  program
    .command("recommend")
    .description("offers that fit a demand, or demands that fit an offer, best first, with the parts of each score")
    .option("--demand <entry>", "number, source id or id of a demand")
    .option("--offer <entry>", "number, source id or id of an offer")
    .option("--top <n>", "how many", "10")
    .option("--all", "also what has run out or came in as historical")
    .option("--json", "one JSON array: rank, number, sourceId, id, kind, title, state, total, fits, parts, explanation")
    .action(async (options: Options) => {
      const entry = options.demand ?? options.offer;
      if (!entry || (options.demand && options.offer)) throw new DomainError("invalid", "recommendation.name_one");
      const top = Number(options.top);
      if (!Number.isInteger(top) || top < 1 || top > 200) throw new DomainError("invalid", "recommendation.top_shape");
      const world = await shell.open("recommend");
      try {
        const ranked = await rankFor(world.ctx(), {
          entry,
          kind: options.demand ? "demand" : "offer",
          top,
          withPast: options.all ?? false,
        });
        if (options.json) console.log(JSON.stringify(ranked, null, 2));
        else for (const one of ranked) show(one);
      } finally {
        await world.close();
      }
    });
};

function show({ rank, number, title, total, fits, parts, explanation }: RankedEntry): void {
  console.log(`${rank}. ${number}  ${total.toFixed(3)}${fits ? "" : " (too little to recommend)"}  ${title}`);
  for (const { name, weight, score } of parts)
    console.log(`     ${name.padEnd(11)} ${(weight * score).toFixed(3)} = ${weight.toFixed(3)} × ${score.toFixed(3)}`);
  for (const side of ["offer", "demand"] as const)
    for (const { field, text } of explanation.quotes[side])
      console.log(`     ${side} ${field}: ${text.replace(/\s+/g, " ")}`);
}
