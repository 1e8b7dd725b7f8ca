import { lookup as resolve } from "node:dns";
import http from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

export interface WebhookAnswer {
  status: number | null;
  ms: number;
  /** The first of what was answered, for the log. */
  answer: string | null;
  error: string | null;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 4096;
const SHOWN = 1000;

// Networks that nobody outside reaches: this machine, its neighbours, the cloud's own services, and ways around them.
const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12],
  ["192.0.0.0", 24], ["192.0.2.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15],
  ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 3],
] as const) // biome-ignore format: a table
  inside.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 96], ["64:ff9b::", 96], ["64:ff9b:1::", 48], ["100::", 64], ["2001::", 23], ["2001:db8::", 32],
  ["2002::", 16], ["fc00::", 7], ["fe80::", 10], ["fec0::", 10], ["ff00::", 8],
] as const) // biome-ignore format: a table
  inside.addSubnet(net, bits, "ipv6");
// An IPv4 address written as ::ffff:10.0.0.1 is held against the list of IPv4 by BlockList itself.

/** Whether an address lies where only insiders get: nothing of the platform's own network is ever asked for others. */
export const isInsideAddress = (address: string): boolean =>
  isIP(address) === 0 || inside.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** Looks names up at the moment of connecting, so that a name cannot be good when checked and bad when used. */
const outsideOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    const bad = addresses.some(({ address }) => isInsideAddress(address));
    if (bad || addresses.length === 0) return callback(new Error("private address"), "", 0);
    if (options.all) return callback(null, addresses as never, 0);
    callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};

/**
 * Posts a body once: no redirect is followed, no more than a few kilobytes of the answer are read, and after ten seconds
 * it is over. Never throws; what went wrong stands in the answer.
 */
export function postWebhook(
  url: string,
  body: string,
  headers: Record<string, string>,
  mayGoInside: boolean,
): Promise<WebhookAnswer> {
  const startedAt = performance.now();
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  const done = (answer: Omit<WebhookAnswer, "ms">): WebhookAnswer => ({
    ...answer,
    ms: Math.round(performance.now() - startedAt),
  });
  const failed = (error: string) => done({ status: null, answer: null, error: error.slice(0, 200) });
  // A number instead of a name is never looked up.
  if (!mayGoInside && isIP(host) !== 0 && isInsideAddress(host)) return Promise.resolve(failed("private address"));
  return new Promise((settle) => {
    const request = (target.protocol === "https:" ? https : http).request(
      target,
      {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
        agent: false,
        ...(!mayGoInside && { lookup: outsideOnly }),
      },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        const finish = () => {
          clearTimeout(timer);
          request.destroy();
          const text = Buffer.concat(parts).toString("utf8").replaceAll("\u0000", "").slice(0, SHOWN);
          const status = response.statusCode ?? 0;
          const error = status >= 300 && status < 400 ? "redirect" : status >= 200 && status < 300 ? null : "status";
          settle(done({ status, answer: text || null, error }));
        };
        response.on("data", (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size >= MOST_BYTES) finish();
        });
        response.on("end", finish);
        response.on("error", finish);
      },
    );
    // Over everything: a receiver that drips a byte a second is slow too.
    const timer = setTimeout(() => request.destroy(new Error("timeout")), TIMEOUT_MS);
    request.on("error", (error) => {
      clearTimeout(timer);
      settle(failed(error.message));
    });
    request.end(body);
  });
}
