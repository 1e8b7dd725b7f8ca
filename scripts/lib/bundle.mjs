// Bundles a Node application of this workspace: our packages inside, npm packages outside.
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
// React decides by NODE_ENV at load time and is five times slower in its development build: it goes inside, with the
// faster one chosen at build time.
const INSIDE = /^(@jiebang\/|react($|\/)|react-dom($|\/)|scheduler($|\/))/;

/** `esbuild` comes from the application, whose devDependency it is. */
export async function bundle(esbuild, { entries, outdir }) {
  await esbuild.build({
    entryPoints: entries,
    outdir,
    bundle: true,
    splitting: true, // what is imported lazily is loaded lazily
    chunkNames: "chunk-[hash]",
    platform: "node",
    target: "node22",
    format: "esm",
    jsx: "automatic",
    sourcemap: true,
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    mainFields: ["main"], // what Node itself would take
    conditions: [],
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    plugins: [outside(outdir), ownPlace(outdir, esbuild)],
    logLevel: "warning",
  });
}

/** A thread of ours in TypeScript, `new URL("./x-worker.ts", import.meta.url)`: bundled beside the application. */
const THREAD = /new URL\("\.\/([a-z-]+-worker)\.ts", import\.meta\.url\)/g;

/**
 * An npm package is imported by its relative place in node_modules: pnpm lets only the package that declares it find it
 * by name, and the bundle is none of them.
 */
function outside(outdir) {
  return {
    name: "outside",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.pluginData === "seen" || INSIDE.test(args.path) || args.path.startsWith("node:")) return undefined;
        const {
          path: file,
          errors,
          external,
        } = await build.resolve(args.path, {
          resolveDir: args.resolveDir,
          kind: args.kind,
          importer: args.importer,
          pluginData: "seen",
        });
        if (errors.length > 0 || external) return errors.length > 0 ? { errors } : { path: args.path, external: true };
        if (!file.includes(`${path.sep}node_modules${path.sep}`)) return undefined;
        return {
          path: path
            .relative(outdir, file)
            .split(path.sep)
            .join("/")
            .replace(/^(?!\.)/, "./"),
          external: true,
        };
      });
    },
  };
}

/** `import.meta.url` and `.dirname` of our sources keep meaning the source file, so data files beside it are found. */
function ownPlace(outdir, esbuild) {
  return {
    name: "own-place",
    setup(build) {
      build.onLoad({ filter: /\.tsx?$/ }, async (args) => {
        if (args.path.includes(`${path.sep}node_modules${path.sep}`)) return undefined;
        const { readFile } = await import("node:fs/promises");
        let source = await readFile(args.path, "utf8");
        if (!source.includes("import.meta.")) return undefined;
        for (const [whole, thread] of source.matchAll(THREAD)) {
          await bundle(esbuild, { entries: { [thread]: path.join(path.dirname(args.path), `${thread}.ts`) }, outdir });
          // All chunks lie in one folder with the thread.
          source = source.replace(whole, `new URL("./${thread}.js", import.meta["url"])`);
        }
        const relative = path.relative(outdir, args.path).split(path.sep).join("/");
        const url = `new URL(${JSON.stringify(relative)}, import.meta.url)`;
        const places = {
          url: `${url}.href`,
          filename: `__fileURLToPath(${url})`,
          dirname: `__fileURLToPath(new URL(".", ${url})).replace(/.$/, "")`,
        };
        const contents = source.replace(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, name) => places[name]);
        return {
          contents: `import { fileURLToPath as __fileURLToPath } from "node:url";\n${contents}`,
          loader: args.path.endsWith("x") ? "tsx" : "ts",
        };
      });
    },
  };
}

export { root };
