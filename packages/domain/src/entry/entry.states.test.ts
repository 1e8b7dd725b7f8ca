import { describe, expect, it } from "vitest";
import {
  canMoveEntry,
  canMoveRevision,
  ENTRY_STATES,
  type EntryTransition,
  nextEntryState,
  nextRevisionState,
  REVISION_STATES,
  type RevisionTransition,
} from "./entry.states.ts";

describe("the states of an entry and of its revisions", () => {
  it("allow exactly these moves of a revision", () => {
    const table = Object.fromEntries(
      (
        [
          "submit",
          "recall",
          "discard",
          "recommend",
          "prepare",
          "check",
          "send_back",
          "return",
          "hold",
          "reject",
          "publish",
          "supersede",
        ] satisfies RevisionTransition[]
      ).map((action) => [action, REVISION_STATES.filter((state) => canMoveRevision(state, action))]),
    );
    expect(table).toEqual({
      submit: ["draft", "returned"],
      recall: ["submitted", "recommended", "held", "prepared", "checked", "sent_back"],
      discard: ["draft", "returned"],
      recommend: ["submitted"],
      return: ["submitted", "recommended", "held", "sent_back"],
      prepare: ["submitted", "recommended", "held", "sent_back"],
      check: ["prepared"],
      send_back: ["prepared", "checked"],
      hold: ["submitted", "recommended", "prepared", "checked"],
      reject: ["submitted", "recommended", "held", "prepared", "checked"],
      publish: ["submitted", "recommended", "held", "prepared", "checked"],
      supersede: ["published"],
    });
  });

  it("allow exactly these moves of an entry", () => {
    const table = Object.fromEntries(
      (["publish", "match", "reopen", "expire", "renew", "withdraw", "archive"] satisfies EntryTransition[]).map(
        (action) => [action, ENTRY_STATES.filter((state) => canMoveEntry(state, action))],
      ),
    );
    expect(table).toEqual({
      publish: ["draft", "published", "matched", "expired", "withdrawn"],
      match: ["published"],
      reopen: ["matched"],
      expire: ["published"],
      renew: ["published", "expired"],
      withdraw: ["published", "matched", "expired"],
      archive: ["draft", "matched", "expired", "withdrawn"],
    });
  });

  it("refuse anything else with a reason", () => {
    expect(() => nextRevisionState("published", "submit")).toThrow("entry.action_not_allowed");
    expect(() => nextEntryState("archived", "publish")).toThrow("entry.action_not_allowed");
  });
});
