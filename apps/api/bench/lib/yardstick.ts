import path from "node:path";
import autocannon from "autocannon";
import { startChild } from "./child.ts";

/** Requests per second of the yardstick at 20 connections: figures of two days compare only by it. */
export async function measureYardstick(databaseUrl: string, seconds = 6): Promise<number> {
  const server = await startChild([path.join(import.meta.dirname, "yardstick-server.ts"), databaseUrl]);
  try {
    await autocannon({ url: server.url, connections: 20, duration: 2 });
    const { requests } = await autocannon({ url: server.url, connections: 20, duration: seconds });
    return Math.round(requests.average);
  } finally {
    await server.stop();
  }
}
