// Ids are text: a prefix that says what it is, then a UUIDv7 in base32, so that they sort by time.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford

export type IdPrefix =
  | "usr" | "ses" | "crd" | "ver" | "tfa" | "rgr" | "jur" | "apt" | "org" | "rel" | "mem" | "inv" | "reg" | "cdl" | "vac"
  | "ofr" | "dmd" | "rev" | "vet" | "att" | "und" | "lop" | "int" | "map" | "imp"
  | "bas" | "tpl" | "tpv" | "prc" | "stg" | "rls" | "ntc" | "obj" | "lsa" | "key"
  | "rnd" | "itm" | "bid" | "env" | "evf" | "ptn" | "fch" | "dec" | "agr"
  | "vrl" | "vrn" | "asg" | "lan" | "smp" | "blk" | "mrg"
  | "vis" | "svw"
  | "dcr" | "ssr" | "ssa" | "shi"
  | "cal" | "cex" | "edn" | "ert"
  | "ppr" | "psc" | "ftp" | "ftv"
  | "whk" | "whe" | "whd"
  | "fin" | "ffl"
  | "irt" | "msg" | "ioc"
  | "rbl" | "rpv" | "rdm" | "rrl"
  | "led" | "lms" | "lpr" | "ofc" | "tmg" | "eng" | "fml" | "clp"
  | "mst" | "mex" | "acc" | "pay"
  | "aud" | "aup" | "nof" | "mal" | "chm"; // biome-ignore format: one line per model file

let lastMs = 0;
let counter = 0;

/** A new id such as `ofr_01kav3...`. `now` and `random` are arguments for tests. */
export function newId(
  prefix: IdPrefix,
  now = Date.now(),
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(10)),
): string {
  // Ids made in the same millisecond of one process still sort in order.
  if (now <= lastMs) {
    now = lastMs;
    counter += 1;
  } else {
    lastMs = now;
    counter = 0;
  }
  let value = BigInt(now) << 80n;
  value |= 0x7n << 76n;
  value |= BigInt(counter & 0xfff) << 64n;
  value |= 0x2n << 62n;
  let tail = 0n;
  for (const byte of random.subarray(0, 8)) tail = (tail << 8n) | BigInt(byte);
  value |= tail & 0x3fffffffffffffffn;
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = ALPHABET[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return `${prefix}_${text}`;
}
