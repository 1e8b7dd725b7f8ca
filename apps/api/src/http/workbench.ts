import fs from "node:fs";
import path from "node:path";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "./deps.ts";
import { answerNotFound } from "./errors.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * The built workbench: hashed assets for ever, everything else the one page of the application. Only files found at
 * start are served, so no path can lead out of the folder. `.br` and `.gz` neighbours made by the build are preferred.
 */
export function workbenchRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const root = deps.settings.webDist;
  const files = new Map<string, string>();
  if (root && fs.existsSync(root))
    for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const full = path.join(entry.parentPath, entry.name);
        files.set(path.relative(root, full).split(path.sep).join("/"), full);
      }

  app.get("/*", async (c) => {
    const name = decodeURIComponent(c.req.path.replace(/^\/app\/?/, ""));
    const isAsset = name.startsWith("assets/");
    const key = files.has(name) ? name : isAsset ? undefined : "index.html";
    const file = key === undefined ? undefined : files.get(key);
    if (!key || !file) return answerNotFound(c);
    const accepted = c.req.header("accept-encoding") ?? "";
    const encoding = (["br", "gzip"] as const).find(
      (one) => new RegExp(`\\b${one}\\b`).test(accepted) && files.has(`${key}.${one === "br" ? "br" : "gz"}`),
    );
    const body = await fs.promises.readFile(encoding ? `${file}.${encoding === "br" ? "br" : "gz"}` : file);
    c.header("content-type", TYPES[path.extname(key)] ?? "application/octet-stream");
    c.header("cache-control", isAsset ? "public, max-age=31536000, immutable" : "no-cache");
    c.header("vary", "accept-encoding");
    if (encoding) c.header("content-encoding", encoding);
    return c.body(new Uint8Array(body));
  });
  return app;
}
