import http from "node:http";

export interface OpenLoopResult {
  /** Requests per second asked for, and answered. */
  rate: number;
  answered: number;
  p50: number;
  p95: number;
  p99: number;
  failed: number;
}

/**
 * Sends requests at a fixed rate, whether or not earlier ones were answered, and counts each from the moment it was
 * due: a server that falls behind cannot hide its queue. The paths are taken in turn.
 */
export function openLoop(base: string, paths: string[], rate: number, seconds: number): Promise<OpenLoopResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
  const total = Math.round(rate * seconds);
  const latencies: number[] = [];
  let sent = 0;
  let failed = 0;
  let lastAt = 0;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const settle = () => {
      if (latencies.length + failed < total) return;
      agent.destroy();
      latencies.sort((a, b) => a - b);
      const at = (share: number) =>
        round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0);
      resolve({
        rate,
        answered: round((latencies.length / (lastAt - startedAt)) * 1000),
        p50: at(0.5),
        p95: at(0.95),
        p99: at(0.99),
        failed,
      });
    };
    const send = (dueAt: number, path: string) => {
      const request = http.get(base + path, { agent, timeout: 20_000 }, (response) => {
        response.resume();
        response.on("end", () => {
          lastAt = performance.now();
          if (response.statusCode === 200) latencies.push(lastAt - dueAt);
          else failed++;
          settle();
        });
      });
      request.on("timeout", () => request.destroy(new Error("timeout")));
      request.on("error", () => {
        failed++;
        settle();
      });
    };
    const timer = setInterval(() => {
      const now = performance.now();
      for (
        let dueAt = startedAt + (sent * 1000) / rate;
        sent < total && dueAt <= now;
        dueAt = startedAt + (sent * 1000) / rate
      ) {
        send(dueAt, paths[sent % paths.length]!);
        sent++;
      }
      if (sent >= total) clearInterval(timer);
    }, 1);
  });
}

const round = (ms: number) => Math.round(ms * 10) / 10;

/** The same numbers in every run: a benchmark's chance must not differ from day to day. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
