// Photos carry where and when they were taken, by which device and whom. What is kept: the picture, its colours, its orientation.

/** The same picture without places, times, devices and names; other files pass as they are. */
export function stripImageMetadata(mediaType: string, bytes: Uint8Array): Uint8Array {
  if (mediaType === "image/jpeg") return stripJpeg(bytes);
  if (mediaType === "image/png") return stripPng(bytes);
  if (mediaType === "image/webp") return stripWebp(bytes);
  return bytes;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const textAt = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));
const join = (parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

// Application segments 1 (Exif, XMP) to 13 (IPTC) and comments go; 0 (JFIF), 2 (colour profile) and 14 (Adobe) are the picture's.
const KEPT_APP = new Set([0xe0, 0xe2, 0xee]);

function stripJpeg(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 2)];
  let orientation = 1;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === 0xda) break; // from here on it is the picture itself
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return bytes; // broken: left as it came
    const isMeta = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && !KEPT_APP.has(marker));
    if (marker === 0xe1 && textAt(bytes, at + 4, 4) === "Exif")
      orientation = orientationOf(bytes.subarray(at + 10, end));
    if (!isMeta) parts.push(bytes.subarray(at, end));
    at = end;
  }
  if (orientation > 1) parts.splice(1, 0, orientationSegment(orientation));
  return join([...parts, bytes.subarray(at)]);
}

/** Tag 0x0112 of the first directory of a TIFF block. */
function orientationOf(tiff: Uint8Array): number {
  if (tiff.length < 14) return 1;
  const view = viewOf(tiff);
  const isLittle = tiff[0] === 0x49;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, isLittle);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > tiff.length) return 1;
    if (view.getUint16(entry, isLittle) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

function orientationSegment(value: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const header = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8];
  const directory = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0];
  const length = 2 + exif.length + header.length + directory.length;
  return Uint8Array.from([0xff, 0xe1, length >> 8, length & 255, ...exif, ...header, ...directory]);
}

const PNG_META = new Set(["eXIf", "tEXt", "iTXt", "zTXt", "tIME"]);

function stripPng(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return bytes;
    if (!PNG_META.has(textAt(bytes, at + 4, 4))) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return join(parts); // what hangs behind the end is dropped too
}

function stripWebp(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > bytes.length) return bytes;
    const name = textAt(bytes, at, 4);
    const chunk = bytes.slice(at, Math.min(end, bytes.length));
    if (name === "VP8X") chunk[8]! &= ~0b1100; // the flags that announce Exif and XMP
    if (name !== "EXIF" && name !== "XMP ") parts.push(chunk);
    at = end;
  }
  const body = join(parts);
  const head = bytes.slice(0, 12);
  viewOf(head).setUint32(4, body.length + 4, true);
  return join([head, body]);
}
