import { setTimeout as sleep } from "node:timers/promises";
import type { Meilisearch, Task } from "meilisearch";
import { IndexError } from "../index-port.ts";
import { EngineSlowError } from "./problem.ts";

const FIRST_LOOK_MS = 5;
const LONGEST_LOOK_MS = 250;

/**
 * Waits until a task is over. The client gives failed tasks back as if nothing had happened; here they reject.
 * Looked at ever less often, so that a short task costs no wait and a long one no load.
 */
export async function settled(client: Meilisearch, taskUid: number, timeoutMs: number): Promise<Task> {
  const until = performance.now() + timeoutMs;
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.6, LONGEST_LOOK_MS)) {
    const task = await client.tasks.getTask(taskUid);
    if (task.status === "succeeded") return task;
    if (task.status === "failed" || task.status === "canceled") throw failureOf(task);
    if (performance.now() + wait > until) throw new EngineSlowError(timeoutMs);
    await sleep(wait);
  }
}

export function failureOf(task: Task): IndexError {
  if (task.status === "canceled") return new IndexError("task_canceled", `task ${task.uid} was canceled`);
  return new IndexError(task.error?.code ?? "internal", `${task.type}: ${task.error?.message ?? "failed"}`);
}
