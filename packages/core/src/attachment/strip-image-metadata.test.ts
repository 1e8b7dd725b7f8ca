import zlib from "node:zlib";
import { fileTypeFromBuffer } from "file-type";
import { describe, expect, it } from "vitest";
import { stripImageMetadata } from "./strip-image-metadata.ts";

const text = (s: string) => [...Buffer.from(s, "latin1")];
const segment = (marker: number, body: number[]) => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 255,
  ...body,
];
/** Exif with an orientation and a place that must go. */
const exif = (orientation: number) => [
  ...text("Exif\0\0"),
  ...[0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0],
  ...text("GPS 34.77 111.19"),
];
const picture = [...segment(0xdb, text("quantisation")), ...segment(0xda, [1, 2, 3]), 9, 8, 0xff, 0, 7, 0xff, 0xd9];
const jpeg = (...meta: number[][]) =>
  Uint8Array.from([0xff, 0xd8, ...segment(0xe0, text("JFIF\0")), ...meta.flat(), ...picture]);

function pngChunk(name: string, data: number[]) {
  const body = Buffer.from([...text(name), ...data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(zlib.crc32(body), 4 + body.length);
  return [...frame];
}
const png = (...chunks: number[][]) =>
  Uint8Array.from([0x89, ...text("PNG\r\n\x1a\n"), ...pngChunk("IHDR", new Array(13).fill(1)), ...chunks.flat()]);

function webp(flags: number, ...chunks: [string, number[]][]) {
  const all: [string, number[]][] = [["VP8X", [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]], ...chunks];
  const body = all.flatMap(([name, data]) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(data.length);
    return [...text(name), ...size, ...data, ...(data.length % 2 ? [0] : [])];
  });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length + 4);
  return Uint8Array.from([...text("RIFF"), ...size, ...text("WEBP"), ...body]);
}

describe("what a photo says beside its picture", () => {
  it("goes from a JPEG: place, comment, maker; the picture stays byte by byte", async () => {
    const stripped = stripImageMetadata(
      "image/jpeg",
      jpeg(segment(0xe1, exif(1)), segment(0xed, text("IPTC")), segment(0xfe, text("by me"))),
    );
    expect(stripped).toEqual(jpeg());
    expect((await fileTypeFromBuffer(stripped))?.mime).toBe("image/jpeg");
  });

  it("leaves a JPEG the right way up", () => {
    const stripped = Buffer.from(stripImageMetadata("image/jpeg", jpeg(segment(0xe1, exif(6)))));
    expect(stripped.includes("GPS")).toBe(false);
    expect(stripped.subarray(2, 4)).toEqual(Buffer.from([0xff, 0xe1]));
    // Read back by the same rule: stripping again changes nothing.
    expect(stripImageMetadata("image/jpeg", new Uint8Array(stripped))).toEqual(new Uint8Array(stripped));
  });

  it("goes from a PNG and a WebP", () => {
    const data = pngChunk("IDAT", [1, 2, 3]);
    const end = pngChunk("IEND", []);
    expect(
      stripImageMetadata("image/png", png(pngChunk("tEXt", text("Author me")), pngChunk("eXIf", [1]), data, end)),
    ).toEqual(png(data, end));
    expect(
      stripImageMetadata("image/webp", webp(0b1100, ["VP8 ", [1, 2, 3]], ["EXIF", [1, 2]], ["XMP ", [3]])),
    ).toEqual(webp(0, ["VP8 ", [1, 2, 3]]));
  });

  it("leaves other files, and broken pictures, as they came", () => {
    const pdf = Uint8Array.from(text("%PDF-1.7"));
    expect(stripImageMetadata("application/pdf", pdf)).toBe(pdf);
    const broken = Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]);
    expect(stripImageMetadata("image/jpeg", broken)).toBe(broken);
  });
});
