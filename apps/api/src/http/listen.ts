import http from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Refusal } from "@jiebang/db";
import type { Hono } from "hono";
import type { HttpEnv } from "./deps.ts";

export interface Listening {
  port: number;
  /** Until then every request is answered with "starting". */
  serve(app: Hono<HttpEnv>): void;
  stop(): Promise<void>;
}

const GRACE = 8000;

/** Takes the port first: a taken one is told before anything else is touched, and a monitor sees "starting". */
export async function listen(host: string, port: number): Promise<Listening> {
  let handler: http.RequestListener = (_request, response) => {
    response.writeHead(503, { "content-type": "application/json", "retry-after": "2", "cache-control": "no-store" });
    response.end('{"ready":false,"checks":{"start":"starting"}}');
  };
  let isStopping = false;
  const server = http.createServer((request, response) => {
    if (isStopping) response.setHeader("connection", "close");
    handler(request, response);
  });
  server.requestTimeout = 120_000; // a slow line may need that long for an upload, a slow attacker gets no more
  server.headersTimeout = 20_000;
  server.keepAliveTimeout = 65_000; // longer than the 60 s of common proxies, which else meet closed connections
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve(app) {
      handler = getRequestListener(app.fetch) as http.RequestListener;
    },
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        server.close(() => resolve()); // no new connections; the ones at work finish
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), GRACE).unref();
      }),
  };
}

function refusalOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE")
    return new Refusal(`port ${port} on ${host} is taken by another program; choose another one with PORT=…`);
  if (error.code === "EACCES") return new Refusal(`this user may not open port ${port}; choose one above 1023`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new Refusal(`HOST ${host} is not an address of this machine`);
  return error;
}
