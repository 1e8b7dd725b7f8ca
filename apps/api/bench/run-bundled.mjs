// Runs a bench that uses the server's own parts: the public pages are written with JSX, which Node does not read.
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { bundle } from "../../../scripts/lib/bundle.mjs";

const name = process.argv[2];
const outdir = path.join(import.meta.dirname, "../dist/bench");
await bundle(esbuild, { entries: { [name]: path.join(import.meta.dirname, `${name}.ts`) }, outdir });
await import(pathToFileURL(path.join(outdir, `${name}.js`)).href);
