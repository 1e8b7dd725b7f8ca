import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// In development pages and API come from a running server; in production it serves this build itself.
const api = process.env.API_URL ?? "http://127.0.0.1:3000";

/** Compressed once here rather than at each request: the server prefers the `.br` and `.gz` beside a file. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!dir || !/\.(js|css|html|svg)$/.test(name)) continue;
        const file = path.join(dir, name);
        const bytes = fs.readFileSync(file);
        if (bytes.length < 1024) continue;
        const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } };
        fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes, quality));
        fs.writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: "/app/",
  plugins: [react(), precompress()],
  server: {
    port: 4700,
    proxy: Object.fromEntries(["/api", "/files"].map((path) => [path, { target: api, changeOrigin: false }])),
  },
  build: {
    outDir: "dist",
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What every page needs comes in a few files that keep their names over releases; the rest is split by route.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: "data", test: /node_modules[\\/](@tanstack|@trpc|zod)[\\/]/, priority: 20 },
            {
              name: "antd-base",
              test: /node_modules[\\/](@ant-design[\\/](cssinjs|cssinjs-utils|colors|fast-color)|@rc-component[\\/](util|motion|portal|resize-observer|trigger|mini-decimal|async-validator)|antd[\\/]es[\\/](theme|config-provider|_util|locale|button|app|message|notification|modal|style|space|tooltip|popover|dropdown|menu|badge|skeleton|form|grid))[\\/]/,
              priority: 10,
            },
            { name: "texts", test: /packages[\\/]i18n[\\/]/, priority: 40 },
          ],
        },
      },
    },
  },
});
