import type { Context } from "hono";
import type { HttpEnv } from "../http/deps.ts";

const encoder = new TextEncoder();

/**
 * Sends pieces as they come: the next is made when the reader took the one before, and a reader who leaves ends the
 * work. The first piece is awaited, so that what fails at once is an answer of its own and no half file.
 */
export async function answerStream(
  c: Context<HttpEnv>,
  pieces: AsyncGenerator<string>,
  headers: Record<string, string>,
): Promise<Response> {
  const first = await pieces.next();
  let waiting: IteratorResult<string> | undefined = first;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = waiting ?? (await pieces.next());
      waiting = undefined;
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return c.body(body, 200, headers);
}
