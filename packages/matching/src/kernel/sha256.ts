// SHA-256 (FIPS 180-4), synchronous and without any import, so that a lottery number is the same in every engine.
const K = new Uint32Array(64);
const H = new Uint32Array(8);
for (let i = 0, n = 2; i < 64; n++) {
  let isPrime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
  if (!isPrime) continue;
  // First 32 bits of the fractional parts of square and cube roots of the primes, in whole numbers: engines round roots
  // each in its own way.
  if (i < 8) H[i] = fraction(n, 2);
  K[i++] = fraction(n, 3);
}
function fraction(n: number, power: 2 | 3): number {
  const scaled = BigInt(n) << BigInt(32 * power);
  let root = 0n;
  for (let bit = 1n << 37n; bit > 0n; bit >>= 1n) if ((root + bit) ** BigInt(power) <= scaled) root += bit;
  return Number(root & 0xffff_ffffn);
}

const encoder = new TextEncoder();
const W = new Uint32Array(64);
const rotate = (x: number, n: number) => (x >>> n) | (x << (32 - n));

/** Eight 32-bit words of the digest of a UTF-8 text. */
export function sha256Words(text: string): Uint32Array {
  const bytes = encoder.encode(text);
  const padded = new Uint8Array((((bytes.length + 8) >> 6) << 6) + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = H.slice();
  for (let at = 0; at < padded.length; at += 64) compress(state, view, at);
  return state;
}

function compress(state: Uint32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) W[i] = view.getUint32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const a = W[i - 15]!;
    const b = W[i - 2]!;
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    W[i] = (W[i - 16]! + s0 + W[i - 7]! + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + W[i]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const add = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = (state[i]! + add[i]!) | 0;
}

/** Lower-case hexadecimal digest of a UTF-8 text. */
export function sha256Hex(text: string): string {
  let out = "";
  for (const word of sha256Words(text)) out += word.toString(16).padStart(8, "0");
  return out;
}
