// What the benchmarks use of autocannon, which brings no types.
declare module "autocannon" {
  interface Options {
    url: string;
    connections: number;
    duration: number;
    /** Requests per second over all connections. */
    overallRate?: number;
    requests?: { path: string }[];
    headers?: Record<string, string>;
  }
  interface Result {
    requests: { average: number; total: number };
    latency: { p50: number; p90: number; p97_5: number; p99: number; max: number };
    non2xx: number;
    errors: number;
    throughput: { average: number };
  }
  export default function autocannon(options: Options): Promise<Result>;
}
