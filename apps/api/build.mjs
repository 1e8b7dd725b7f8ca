import path from "node:path";
import * as esbuild from "esbuild";
import { bundle } from "../../scripts/lib/bundle.mjs";

await bundle(esbuild, {
  entries: {
    main: path.join(import.meta.dirname, "src/main.ts"),
    "play-demonstration": path.join(import.meta.dirname, "src/start/play-demonstration.ts"),
  },
  outdir: path.join(import.meta.dirname, "dist"),
});
