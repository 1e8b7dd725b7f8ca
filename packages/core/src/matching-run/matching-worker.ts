// One task of the matching engine in a thread of its own. Progress goes through shared memory, so that the asking thread
// reads it whenever it likes; the answer is one message.
import { parentPort, workerData } from "node:worker_threads";
import { MATCHING_PHASES, MatchingError, runTask } from "@jiebang/matching";
import type { WorkerAnswer, WorkerInput } from "./run-matching.ts";

const { name, input, shared } = workerData as WorkerInput;
const progress = new Int32Array(shared);

function answer(): WorkerAnswer {
  try {
    const value = runTask(name, input, (phase, done, total) => {
      progress[0] = MATCHING_PHASES.indexOf(phase);
      progress[1] = done;
      progress[2] = total;
    });
    return { value };
  } catch (error) {
    if (error instanceof MatchingError) {
      const { reason, place, detail } = error;
      return { fault: { reason, place, detail } };
    }
    throw error;
  }
}

parentPort!.postMessage(answer());
