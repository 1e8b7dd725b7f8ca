/** A light stemmer: plurals, -ing, -ed. Both sides of a search use it, so it need not be pretty, only stable. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let base = word;
  if (base.endsWith("sses")) base = base.slice(0, -2);
  else if (base.endsWith("ies")) base = `${base.slice(0, -3)}y`;
  else if (base.endsWith("s") && !/(ss|us|is)$/.test(base)) base = base.slice(0, -1);
  const verbal = /^(.*[aeiouy].*?)(ing|ed)$/.exec(base);
  if (verbal && verbal[1]!.length >= 3) {
    base = verbal[1]!;
    if (/([bdfgmnprt])\1$/.test(base)) base = base.slice(0, -1);
  }
  return base.length > 4 && base.endsWith("e") ? base.slice(0, -1) : base;
}

const STOP = new Set(
  "a an and are as at be been but by for from has have how in into is it its of on or that the their then there these they this to was were what which will with we our you your need looking".split(
    " ",
  ),
);
export const isEnglishStop = (word: string): boolean => STOP.has(word);
