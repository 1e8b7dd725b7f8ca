import pg from "pg";
import type { Logger } from "../logging/logger.ts";

export interface LiveChange {
  topic: string;
  id?: string;
}
export interface Listener {
  userId: string;
  send(change: LiveChange): void;
  /** The server shuts down, or the user has opened too many pages. */
  close(): void;
}

export interface LiveHub {
  add(listener: Listener): () => void;
  /** Number of open pages. */
  size(): number;
  close(): Promise<void>;
}

const MOST_PER_USER = 8;
const LONGEST_WAIT = 10_000;

/**
 * Listens on one connection of its own and hands a change to the pages of the users it names. A notification holds no
 * content, so a page that missed one while the connection was away only has to ask again: it is told `resync`.
 */
export function openLiveHub(
  url: string,
  logger: Logger,
  /** What this process itself does at a change of a topic, and after it may have missed one. */
  onChange: Record<string, () => Promise<void>> = {},
): LiveHub {
  const byUser = new Map<string, Set<Listener>>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let wait = 200;
  let wasConnected = false;

  const act = (topic: string) =>
    onChange[topic]?.().catch((error) => logger.warn({ event: "live.failed", topic, reason: String(error) }));
  const deliver = (payload: string) => {
    const { userIds, topic, id } = JSON.parse(payload) as LiveChange & { userIds: string[] };
    if (Object.hasOwn(onChange, topic)) void act(topic);
    for (const userId of userIds) for (const listener of byUser.get(userId) ?? []) listener.send({ topic, id });
  };

  const connect = async () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    let isLost = false;
    const again = (error?: unknown) => {
      if (isLost || isClosed) return;
      isLost = true;
      client = undefined;
      if (error) logger.warn({ event: "live.disconnected", reason: String(error) });
      next.end().catch(() => {});
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
    next.on("error", again);
    next.on("end", () => again());
    next.on("notification", (message) => {
      try {
        deliver(message.payload ?? "");
      } catch (error) {
        logger.error({ event: "live.unreadable", err: error });
      }
    });
    try {
      await next.connect();
      await next.query("LISTEN jiebang_live");
      client = next;
      wait = 200;
      for (const topic of Object.keys(onChange)) void act(topic);
      if (wasConnected) for (const set of byUser.values()) for (const one of set) one.send({ topic: "resync" });
      wasConnected = true;
      if (isClosed) await next.end();
    } catch (error) {
      again(error);
    }
  };
  void connect();

  return {
    add(listener) {
      const own = byUser.get(listener.userId) ?? new Set();
      byUser.set(listener.userId, own);
      own.add(listener);
      // The newest page wins: a forgotten tab must not lock out the one in use.
      if (own.size > MOST_PER_USER) {
        const [oldest] = own;
        own.delete(oldest!);
        oldest!.close();
      }
      return () => {
        own.delete(listener);
        if (own.size === 0 && byUser.get(listener.userId) === own) byUser.delete(listener.userId);
      };
    },
    size: () => [...byUser.values()].reduce((sum, set) => sum + set.size, 0),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      for (const set of byUser.values()) for (const one of set) one.close();
      await client?.end().catch(() => {});
    },
  };
}
