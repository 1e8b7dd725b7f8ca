import { type Ctx, createCtx, loadActor, type Services } from "@jiebang/core";
import { addDays, dayOf, instantOf } from "@jiebang/domain";

type Database = Ctx["db"];

/** What the demonstration is played with. The start script hands it over; tests hand their own. */
export interface DemoDeps {
  db: Database;
  services: Services;
  /** Moves app_now() so many seconds away from the real time. */
  moveClock(seconds: number): Promise<void>;
  say?(line: string): void;
}

/** The stage remembers what the verbs answered, under the short keys of the world. */
export interface Stage {
  deps: DemoDeps;
  /** Today in Shanghai when the play began. */
  today: string;
  ids: { jurisdictions: Keyed; people: Keyed; organisations: Keyed; entries: Keyed; rounds: Keyed; items: Keyed };
  /** Numbers of the catalogue (`CG-2026-00012`), by entry. */
  numbers: Keyed;
  /** The verbs' first argument, as this person. */
  as(person: string): Promise<Ctx>;
  /** Somebody's roles changed. */
  forget(): void;
}

export interface Keyed {
  get(key: string): string;
  set(key: string, id: string): void;
  has(key: string): boolean;
}

function keyed(what: string): Keyed {
  const map = new Map<string, string>();
  return {
    has: (key) => map.has(key),
    set: (key, id) => void map.set(key, id),
    get: (key) => {
      const id = map.get(key);
      if (!id) throw new Error(`the demonstration has no ${what} "${key}" yet`);
      return id;
    },
  };
}

export function createStage(deps: DemoDeps, now: Date): Stage {
  const people = keyed("person");
  const actors = new Map<string, Ctx>();
  return {
    deps,
    today: dayOf(now),
    ids: {
      jurisdictions: keyed("jurisdiction"),
      people,
      organisations: keyed("organisation"),
      entries: keyed("entry"),
      rounds: keyed("round"),
      items: keyed("board item"),
    },
    numbers: keyed("number"),
    forget: () => actors.clear(),
    as: async (person) => {
      const known = actors.get(person);
      if (known) return known;
      const actor = await loadActor(deps.db, { userId: people.get(person) });
      if (!actor) throw new Error(`the demonstration knows nobody called "${person}"`);
      const ctx = createCtx(deps, actor);
      actors.set(person, ctx);
      return ctx;
    },
  };
}

/** Something that happened on a day (negative: before today) at an hour of Shanghai. */
export interface Beat {
  day: number;
  time: string;
  run(): Promise<unknown>;
}

export function instantOfBeat(stage: Pick<Stage, "today">, beat: Pick<Beat, "day" | "time">): Date {
  return instantOf(addDays(stage.today, beat.day), beat.time);
}

/**
 * Plays beats in the order in which they happened: beats of one instant keep the order in which they were written.
 * What lies ahead of today is left to the real clock.
 */
export async function playBeats(stage: Stage, beats: Beat[]): Promise<void> {
  const timed = beats
    .filter((beat) => beat.day < 0)
    .map((beat) => ({ beat, at: instantOfBeat(stage, beat).getTime() }))
    .sort((a, b) => a.at - b.at);
  let at = Number.NaN;
  for (const { beat, at: next } of timed) {
    if (next !== at) await stage.deps.moveClock((next - Date.now()) / 1000);
    at = next;
    try {
      await beat.run();
    } catch (error) {
      throw new Error(`the demonstration stopped on day ${beat.day} at ${beat.time}`, { cause: error });
    }
  }
}
