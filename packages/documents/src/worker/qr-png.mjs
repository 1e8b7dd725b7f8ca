// A QR code as a small grey PNG: the one picture form that both PDF and DOCX take.
import { crc32, deflateSync } from "node:zlib";
import { encode } from "uqr";

const SCALE = 4;

export function qrPng(text) {
  const { data, size } = encode(text, { ecc: "M", border: 1 });
  const side = size * SCALE;
  const raw = Buffer.alloc((side + 1) * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      raw[y * (side + 1) + 1 + x] = data[Math.floor(y / SCALE)][Math.floor(x / SCALE)] ? 0 : 255;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8); // 8 bits, grey
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type, body) {
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  out.write(type, 4, "latin1");
  body.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, body.length + 8)), body.length + 8);
  return out;
}
