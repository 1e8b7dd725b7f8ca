import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FileStore } from "../kernel/file-store.ts";
import { openFileStore } from "./open-file-store.ts";

const parent = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-files-"));
const directory = path.join(parent, "files");
const objects = new Map<string, Buffer>();
// As much of S3 as keeping files needs: whole objects by path.
const s3 = http.createServer((request, response) => {
  const key = new URL(request.url!, "http://s3").pathname;
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=key-id/")) {
      response.writeHead(403).end();
    } else if (request.method === "PUT") {
      objects.set(key, Buffer.concat(chunks));
      response.writeHead(200, { etag: '"1"' }).end();
    } else if (request.method === "DELETE") {
      objects.delete(key);
      response.writeHead(204).end();
    } else {
      const found = objects.get(key);
      response.writeHead(found ? 200 : 404, { "content-type": "application/octet-stream" }).end(found);
    }
  });
});
let stores: Record<string, FileStore>;

beforeAll(async () => {
  await new Promise<void>((resolve) => s3.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(s3.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "key-id", secretAccessKey: "secret" };
  stores = {
    local: await openFileStore({ kind: "local", directory }),
    s3: await openFileStore({ kind: "s3", bucket: "files", region: "us-east-1", endpoint, credentials }),
  };
});
afterAll(() => {
  s3.close();
  fs.rmSync(parent, { recursive: true, force: true });
});

describe.each(["local", "s3"])("files in the %s store", (kind) => {
  it("come back byte by byte, and are gone when removed", async () => {
    const store = stores[kind]!;
    const bytes = new Uint8Array([0, 255, 10, 13, ...Buffer.from("揭榜")]);
    await store.put("attachment/att_1/original", bytes);
    expect(Buffer.from(await store.get("attachment/att_1/original"))).toEqual(Buffer.from(bytes));
    await store.remove("attachment/att_1/original");
    await expect(store.get("attachment/att_1/original")).rejects.toThrow();
  });
});

it("a key cannot lead out of the folder", async () => {
  await expect(stores.local!.put("../outside", new Uint8Array([1]))).rejects.toThrow();
  expect(fs.existsSync(path.join(directory, "../outside"))).toBe(false);
});

it("files on disk are kept where only the server's user reads them", async () => {
  await stores.local!.put("attachment/private", new Uint8Array([1]));
  expect(fs.statSync(directory).mode & 0o077).toBe(0);
});
