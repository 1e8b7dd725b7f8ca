import { hashOf } from "../canonical.ts";
import { Difference, expectEqual } from "./bundle-verdict.ts";
import { type Rules, requireAction, type Step, textIn } from "./replay.ts";

// How a round moves: made from a template, announced with a frozen board, turned from stage to stage, ended.

export const rulesOfStages: Rules = {
  "round.created"(step) {
    const { replay, event, path } = step;
    if (event.seq !== 1) throw new Difference(path, "event_unknown", "", event.type);
    const { template } = replay.bundle;
    expectEqual("template.content", "template_differs", event.payload.templateHash, hashOf(template.content));
    expectEqual("template.key", "template_differs", event.payload.template, template.key);
    expectEqual("template.version", "template_differs", event.payload.templateVersion, template.version);
  },

  "stage.turned"(step) {
    const { replay, path } = step;
    const stages = replay.bundle.template.content.stages.map((s) => s.key);
    expectEqual(`${path}.payload.from`, "stage_differs", replay.stage, textIn(step, "from"));
    const to = textIn(step, "to");
    if (stages.indexOf(to) <= stages.indexOf(replay.stage))
      throw new Difference(`${path}.payload.to`, "stage_differs", `after ${replay.stage}`, to);
    replay.stage = to;
  },

  "round.announced"(step) {
    const { replay, event, path } = step;
    const { bundle } = replay;
    if (replay.announcedAtSeq !== null) throw new Difference(path, "stage_differs", "", event.type);
    expectEqual("ledger.roundNumber", "round_number", event.payload.number, bundle.ledger.roundNumber);
    expectEqual("parameters", "parameters_differ", event.payload.parametersHash, hashOf(bundle.parameters));
    expectEqual(`${path}.payload.sealing`, "parameters_differ", bundle.parameters.sealing, event.payload.sealing);
    checkBoard(step);
    replay.bidClosesAt = textIn(step, "bidClosesAt");
    replay.announcedAtSeq = event.seq;
  },

  "round.extended"(step) {
    requireAction(step, "round.extend");
    expectEqual(`${step.path}.payload.from`, "stage_differs", step.replay.bidClosesAt, textIn(step, "from"));
    step.replay.bidClosesAt = textIn(step, "to");
  },

  "round.completed": end("completed"),
  "round.failed": end("failed"),
  "round.cancelled": end("cancelled"),
  "round.rejected": end("rejected"),
};

/** Frozen items hash to what the announcement says, and their hashes to the board's. */
function checkBoard({ replay, event, path }: Step): void {
  const { procedureId } = replay.bundle.ledger;
  const frozen = event.payload.items as { item: string; number: number; hash: string }[];
  if (!Array.isArray(frozen)) throw new Difference(`${path}.payload.items`, "shape", "list", frozen);
  expectEqual(
    `${path}.payload.boardHash`,
    "board_differs",
    hashOf({ format: "jiebang.board/1", procedureId, items: frozen }),
    event.payload.boardHash,
  );
  expectEqual("items", "board_differs", frozen.length, replay.bundle.items.length);
  for (const [i, { item, number, hash }] of frozen.entries()) {
    const shown = replay.bundle.items[i]!;
    expectEqual(`items[${i}].item`, "item_differs", item, shown.item);
    expectEqual(`items[${i}].number`, "item_differs", number, shown.number);
    if (shown.snapshot !== null)
      expectEqual(
        `items[${i}].snapshot`,
        "item_differs",
        hash,
        hashOf({ format: "jiebang.item/1", itemId: item, number, snapshot: shown.snapshot }),
      );
    replay.items.set(item, { id: item, number, state: "live", closesAt: null });
  }
}

function end(how: string) {
  return ({ replay, path, event }: Step): void => {
    if (replay.isOver) throw new Difference(path, "outcome_differs", "", event.type);
    const live = [...replay.items.values()].filter((i) => i.state !== "ended" && i.state !== "confirmed");
    if (how === "completed" && live.length > 0)
      throw new Difference(path, "outcome_differs", "every item has its end", live[0]!.id);
    replay.isOver = true;
  };
}
