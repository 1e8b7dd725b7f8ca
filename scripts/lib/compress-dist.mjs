// Compresses built text files once, so that the server only has to send them: `node compress-dist.mjs <folder>`.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const folder = path.resolve(process.argv[2]);
for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name);
  if (!entry.isFile() || !/\.(js|css|html|svg|json|webmanifest)$/.test(file)) continue;
  const body = fs.readFileSync(file);
  if (body.length < 1400) continue; // fits one packet as it is
  fs.writeFileSync(
    `${file}.br`,
    zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } }),
  );
  fs.writeFileSync(`${file}.gz`, zlib.gzipSync(body, { level: 9 }));
}
