import { promisify } from "node:util";
import zlib from "node:zlib";
import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "./deps.ts";

const TEXT =
  /^(text\/(?!event-stream)|application\/(json|ld\+json|javascript|xml|manifest\+json|atom\+xml)|image\/svg)/;
const SMALLEST = 1400; // fits one packet as it is
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Compresses whole answers at levels that cost well under a millisecond a page; streams and files pass as they are. */
export function compression(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    const accepted = c.req.header("accept-encoding") ?? "";
    const useBrotli = /\bbr\b/.test(accepted);
    if (!useBrotli && !/\bgzip\b/.test(accepted)) return;
    const { headers } = c.res;
    if (c.req.method === "HEAD" || headers.has("content-encoding") || headers.has("content-range")) return;
    if (!TEXT.test(headers.get("content-type") ?? "") || !c.res.body) return;
    headers.append("vary", "accept-encoding");
    const body = Buffer.from(await c.res.arrayBuffer());
    const { status } = c.res;
    const isWorth = body.length >= SMALLEST;
    const packed = !isWorth
      ? body
      : useBrotli
        ? await brotli(body, {
            params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length },
          })
        : await gzip(body, { level: 4 });
    const kept = new Headers(headers);
    kept.set("content-length", String(packed.length));
    if (isWorth) kept.set("content-encoding", useBrotli ? "br" : "gzip");
    c.res = undefined; // Hono would otherwise merge the headers of the answer that is replaced
    c.res = new Response(new Uint8Array(packed), { status, headers: kept });
  };
}
