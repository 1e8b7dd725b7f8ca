// Puts the reader's name, organisation and time over every page or picture of a confidential file. Chinese is drawn with
// the font that is shipped, so that the stamp looks the same on a machine without any.
import { createRequire } from "node:module";
import { degrees, PDFDocument } from "@cantoo/pdf-lib";
import { createCanvas, GlobalFonts, loadImage } from "@napi-rs/canvas";

const FONT = "JiebangStamp";
let isReady = false;
function readyFont() {
  if (isReady) return;
  const path = createRequire(import.meta.url).resolve(
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  );
  GlobalFonts.registerFromPath(path, FONT);
  isReady = true;
}

const MAX_PIXELS = 60_000_000;
const failure = (reason, message) => Object.assign(new Error(message), { reason });

export async function stampFile({ mediaType, bytes, lines }) {
  readyFont();
  if (mediaType === "application/pdf") return stampPdf(bytes, lines);
  if (mediaType.startsWith("image/")) return stampImage(mediaType, bytes, lines);
  throw failure("stamp_type", `no stamp for ${mediaType}`);
}

/** Lines of text, tilted and repeated over the whole area, light enough to read through. */
function cover(context, width, height, lines, size) {
  context.save();
  context.font = `${size}px ${FONT}`;
  context.textBaseline = "top";
  const wide = Math.max(...lines.map((line) => context.measureText(line).width));
  const stepX = wide + size * 4;
  const stepY = size * (lines.length * 1.5 + 5);
  context.translate(width / 2, height / 2);
  context.rotate(-Math.PI / 7);
  const reach = Math.hypot(width, height) / 2 + stepX;
  let row = 0;
  for (let y = -reach; y < reach; y += stepY, row++)
    for (let x = -reach - (row % 2) * (stepX / 2); x < reach; x += stepX)
      lines.forEach((line, i) => {
        // A light rim keeps the words readable on dark pictures, a dark fill on light ones.
        context.lineWidth = Math.max(1, size / 10);
        context.strokeStyle = "rgba(255,255,255,0.22)";
        context.strokeText(line, x, y + i * size * 1.5);
        context.fillStyle = "rgba(120,20,20,0.24)";
        context.fillText(line, x, y + i * size * 1.5);
      });
  context.restore();
}

async function stampImage(mediaType, bytes, lines) {
  const image = await loadImage(Buffer.from(bytes));
  if (image.width * image.height > MAX_PIXELS) throw failure("stamp_large", "too many pixels");
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  cover(context, image.width, image.height, lines, Math.max(14, Math.round(Math.min(image.width, image.height) / 28)));
  const format = { "image/png": "png", "image/jpeg": "jpeg", "image/webp": "webp" }[mediaType];
  return new Uint8Array(await canvas.encode(format, format === "png" ? undefined : 90));
}

async function stampPdf(bytes, lines) {
  let document;
  try {
    document = await PDFDocument.load(bytes, { updateMetadata: false });
  } catch (error) {
    throw failure("stamp_unreadable", String(error)); // encrypted or broken: nothing is given out without a stamp
  }
  // Embedded once per page size: a text of a hundred equal pages grows by one picture.
  const covers = new Map();
  for (const page of document.getPages()) {
    const { x, y, width, height } = page.getCropBox();
    const turned = page.getRotation().angle % 180 !== 0;
    const [w, h] = turned ? [height, width] : [width, height];
    const key = `${Math.round(w)}x${Math.round(h)}`;
    if (!covers.has(key)) covers.set(key, await document.embedPng(coverPng(w, h, lines)));
    const angle = ((page.getRotation().angle % 360) + 360) % 360;
    const [atX, atY] = { 0: [x, y], 90: [x + width, y], 180: [x + width, y + height], 270: [x, y + height] }[angle] ?? [
      x,
      y,
    ];
    page.drawImage(covers.get(key), { x: atX, y: atY, width: w, height: h, rotate: degrees(angle) });
  }
  return document.save();
}

function coverPng(width, height, lines) {
  const scale = Math.min(2, 3000 / Math.max(width, height, 1));
  const canvas = createCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  cover(canvas.getContext("2d"), canvas.width, canvas.height, lines, Math.max(8, 12 * scale));
  return canvas.toBuffer("image/png");
}
