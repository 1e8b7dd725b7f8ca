import { DomainError } from "@jiebang/domain";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import type { LiveChange } from "./live-hub.ts";

const HEARTBEAT = 25_000; // under the 30-60 s after which proxies cut a silent connection
/** A page asks again after this time, so that a session that has ended stops hearing. */
const LONGEST = 10 * 60_000;

/** Server-sent events: `change` with `{ topic, id? }`, for the signed-in person only. Mounted at `/api/live`. */
export function liveRoutes(deps: ServerDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get("/", async (c) => {
    const actor = await actorOf(deps, c);
    if (actor.kind !== "user") throw new DomainError("unauthenticated", "account.sign_in_first");
    c.header("cache-control", "no-store");
    c.header("x-accel-buffering", "no");
    return streamSSE(c, async (stream) => {
      const queue: LiveChange[] = [];
      let wake = () => {};
      let isOpen = true;
      const close = () => {
        isOpen = false;
        wake();
      };
      const remove = deps.live.add({
        userId: actor.userId,
        send: (change) => {
          queue.push(change);
          wake();
        },
        close,
      });
      stream.onAbort(close);
      deps.metrics.liveConnections.inc();
      const endsAt = Date.now() + LONGEST;
      try {
        await stream.writeSSE({ event: "hello", data: "{}", retry: 2000 });
        while (isOpen && Date.now() < endsAt) {
          if (queue.length === 0) {
            let timer: NodeJS.Timeout | undefined;
            await new Promise<void>((resolve) => {
              wake = resolve;
              timer = setTimeout(resolve, HEARTBEAT);
            });
            clearTimeout(timer);
          }
          if (!isOpen) break;
          if (queue.length === 0) await stream.write(": still here\n\n");
          for (const change of queue.splice(0))
            await stream.writeSSE({ event: "change", data: JSON.stringify(change) });
        }
      } finally {
        remove();
        deps.metrics.liveConnections.dec();
      }
    });
  });
}
