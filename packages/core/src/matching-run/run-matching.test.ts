import { matchStable, type StableProblem } from "@jiebang/matching";
import { makeInterviews } from "@jiebang/matching/timetable/testing/interviews.ts";
import { describe, expect, it } from "vitest";
import { type MatchingProgress, runMatching } from "./run-matching.ts";

const problem: StableProblem = {
  left: [
    { id: "a", prefers: ["x", "y"] },
    { id: "b", prefers: ["x"] },
  ],
  right: [
    { id: "x", prefers: ["b", "a"] },
    { id: "y", prefers: ["a"] },
  ],
  favour: "left",
  ties: { policy: "lottery", seed: "seed" },
};
/** Seconds of work, of which a test waits only for the first. */
const long = makeInterviews({ interviews: 800, talents: 400, tables: 20 });

describe("matching in a thread of its own", () => {
  it("gives what the function itself gives", async () => {
    expect(await runMatching("matchStable", problem)).toEqual(matchStable(problem));
  });

  it("names the place of bad input as the function itself does", async () => {
    const bad = { ...problem, left: [{ id: "a", prefers: ["nobody"] }] };
    await expect(runMatching("matchStable", bad)).rejects.toMatchObject({
      name: "MatchingError",
      reason: "unknown_id",
      place: "left[0].prefers[0]",
      detail: "nobody",
    });
  });

  it("tells where it stands while it works, and leaves the event loop alone", async () => {
    const seen: MatchingProgress[] = [];
    const enough = new AbortController();
    const running = runMatching("buildTimetable", long, {
      signal: enough.signal,
      onProgress: (progress) => {
        seen.push(progress);
        if (seen.filter(({ phase, done }) => phase === "solve" && done > 0).length === 3)
          enough.abort(new Error("enough"));
      },
    });
    await expect(running).rejects.toThrow("enough");
    const solving = seen.filter(({ phase, done }) => phase === "solve" && done > 0);
    expect(solving.map(({ done }) => done)).toEqual(solving.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(new Set(solving.map(({ total }) => total))).toEqual(new Set([800 * 5000]));
  });

  it("is over at once when cancelled, with the reason given, and tells nothing more", async () => {
    const cancel = new AbortController();
    let told = 0;
    let working: () => void;
    const isWorking = new Promise<void>((resolve) => (working = resolve));
    const running = runMatching("buildTimetable", long, {
      signal: cancel.signal,
      onProgress: ({ phase }) => {
        told++;
        if (phase === "solve") working();
      },
    });
    await isWorking;
    cancel.abort(new Error("the round was cancelled"));
    await expect(running).rejects.toThrow("the round was cancelled");
    const toldUntilThen = told;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(told).toBe(toldUntilThen);
  });

  it("never starts when it was cancelled before", async () => {
    await expect(
      runMatching("matchStable", problem, { signal: AbortSignal.abort(new Error("too late")) }),
    ).rejects.toThrow("too late");
  });
});
