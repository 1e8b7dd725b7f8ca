// QR codes on a photograph, or on the pictures inside a scanned PDF.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));
// Its own default fetches the program from a public server.
prepareZXingModule({
  overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
});

const OPTIONS = { formats: ["QRCode"], tryHarder: true, tryRotate: true, tryInvert: false, maxNumberOfSymbols: 8 };
const MOST_PAGES = 60;
const MOST_PIXELS = 80_000_000;

export async function readScan(bytes) {
  const codes = new Set();
  const isPdf = Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-");
  if (!isPdf) {
    for (const code of await codesOf(bytes)) codes.add(code);
    return { codes: [...codes], pages: 1 };
  }
  const { extractImages, getDocumentProxy } = await import("unpdf");
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages = Math.min(pdf.numPages, MOST_PAGES);
  for (let page = 1; page <= pages; page++) {
    for (const image of await extractImages(pdf, page).catch(() => [])) {
      if (image.width * image.height > MOST_PIXELS || image.width < 21 || image.height < 21) continue;
      for (const code of await codesOf(asImageData(image))) codes.add(code);
    }
  }
  return { codes: [...codes], pages: pdf.numPages };
}

async function codesOf(input) {
  const found = await readBarcodes(input, OPTIONS);
  return found.filter((one) => one.isValid && one.text).map((one) => one.text);
}

function asImageData({ data, width, height, channels }) {
  // A page's picture may end at its edge without a quiet zone; a white rim gives it one.
  const rim = 16;
  const out = new Uint8ClampedArray((width + 2 * rim) * (height + 2 * rim) * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels;
      const to = ((y + rim) * (width + 2 * rim) + x + rim) * 4;
      out[to] = data[from];
      out[to + 1] = data[channels >= 3 ? from + 1 : from];
      out[to + 2] = data[channels >= 3 ? from + 2 : from];
    }
  return { data: out, width: width + 2 * rim, height: height + 2 * rim, colorSpace: "srgb" };
}
