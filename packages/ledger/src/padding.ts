// A length tells: how long a proposal is, how large a drawing. Envelopes and files are padded to classes.

const KIB = 1024;
/** Envelopes, in bytes after padding. */
export const ENVELOPE_CLASSES = [4, 16, 64, 256, 1024].map((n) => n * KIB);
/** Files: powers of two from 64 KiB to 32 MiB. */
export const FILE_CLASSES = Array.from({ length: 10 }, (_, i) => 64 * KIB * 2 ** i);

/** Length (4 bytes, big endian) ‖ bytes ‖ zeros, up to the smallest class that holds it. */
export function pad(bytes: Uint8Array, classes: readonly number[]): Uint8Array {
  const size = classes.find((c) => c >= bytes.length + 4);
  if (size === undefined) throw new RangeError("too large to seal");
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, 4);
  return padded;
}

export function unpad(padded: Uint8Array): Uint8Array {
  if (padded.length < 4) throw new RangeError("not padded");
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length + 4 > padded.length) throw new RangeError("not padded");
  if (padded.subarray(4 + length).some((byte) => byte !== 0)) throw new RangeError("not padded");
  return padded.slice(4, 4 + length);
}
