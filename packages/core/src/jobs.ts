import type { Job } from "./kernel/job.ts";

/** All background handlers; each noun brings its own `*.job.ts`. */
export const jobs: Job[] = [];
