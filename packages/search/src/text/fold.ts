/// <reference path="./opencc-dictionary.d.ts" />
import traditional from "opencc-js/dict/TSCharacters";

/** A text made comparable, and the way back: `at[i]` is where unit i stood in the original (absent when nothing moved). */
export interface Folded {
  text: string;
  at?: Uint32Array;
}

let table: Uint16Array | undefined;
const EXPANDS = 0; // marks units whose folded form is not exactly one unit

// NFKC, lower case, no accents, traditional → simplified, control characters → space; one look-up per UTF-16 unit.
function build(): Uint16Array {
  const units = new Uint16Array(65_536);
  for (let unit = 0; unit < 65_536; unit++) {
    if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0)) units[unit] = 0x20;
    else if (unit < 0x80) units[unit] = String.fromCharCode(unit).toLowerCase().charCodeAt(0);
    // CJK ideographs, private use and surrogates stand for themselves.
    else if ((unit >= 0x3400 && unit < 0xa000) || (unit >= 0xd800 && unit < 0xf900)) units[unit] = unit;
    else {
      const form = expand(String.fromCharCode(unit));
      units[unit] = form.length === 1 ? form.charCodeAt(0) : EXPANDS;
    }
  }
  for (const pair of traditional.split("|")) {
    const [from, to] = pair.split(" ");
    if (from?.length === 1 && to?.length === 1) units[from.charCodeAt(0)] = to.charCodeAt(0);
  }
  return units;
}

function expand(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKC");
}

/** Never fails, whatever it is given. */
export function fold(text: string): Folded {
  table ??= build();
  const { length } = text;
  const units = new Uint16Array(length);
  for (let i = 0; i < length; i++) {
    const unit = table[text.charCodeAt(i)]!;
    if (unit === EXPANDS) return foldSlowly(text);
    units[i] = unit;
  }
  return { text: unitsToString(units) };
}

function unitsToString(units: Uint16Array): string {
  if (units.length <= 8192) return String.fromCharCode.apply(null, units as unknown as number[]); // an array-like is enough
  let text = "";
  for (let i = 0; i < units.length; i += 8192) text += unitsToString(units.subarray(i, i + 8192));
  return text;
}

function foldSlowly(text: string): Folded {
  const out: string[] = [];
  const at: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = table![text.charCodeAt(i)]!;
    const form = unit === EXPANDS ? expand(text[i]!) : String.fromCharCode(unit);
    out.push(form);
    for (let k = 0; k < form.length; k++) at.push(i);
  }
  at.push(text.length);
  return { text: out.join(""), at: Uint32Array.from(at) };
}

/** Where a folded position stood in the original. */
export function origin(folded: Folded, position: number): number {
  return folded.at ? folded.at[position]! : position;
}
