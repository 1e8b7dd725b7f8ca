import { isChineseStop } from "./chinese-stop.ts";
import { isEnglishStop, stem } from "./english.ts";
import { type Folded, fold, origin } from "./fold.ts";
import { cut, cutForSearch } from "./segment.ts";

export interface Token {
  /** What is compared: a folded word, an English stem, a number or a code without separators. */
  term: string;
  /** [start, end) in UTF-16 units of the original text. */
  start: number;
  end: number;
  /** Counts words; parts of one word share it. For "next to each other". */
  position: number;
  kind: "word" | "part" | "char";
  script: "han" | "latin";
}

const RUN = /[\u3400-\u9fff]+|[a-z0-9]+(?:[-./_][a-z0-9]+)*[+#]*/g;

/** `index`: words, the words inside words, and single characters. `query`: words only, as few as possible. */
export function tokenize(text: string, mode: "index" | "query"): Token[] {
  return tokenizeFolded(fold(text), mode);
}

export function tokenizeFolded(folded: Folded, mode: "index" | "query"): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const push = (term: string, start: number, end: number, at: number, kind: Token["kind"], script: Token["script"]) => {
    if (term.length > 80) return; // a lexeme beyond this helps nobody and would be refused beyond 2 kB
    tokens.push({
      term,
      start: origin(folded, start),
      end: folded.at ? origin(folded, end - 1) + 1 : end,
      position: at,
      kind,
      script,
    });
  };
  for (const match of folded.text.matchAll(RUN)) {
    const run = match[0];
    const base = match.index;
    if (run.charCodeAt(0) >= 0x3400) {
      if (mode === "query") {
        let start = base;
        for (const word of cut(run)) {
          push(word, start, start + word.length, ++position, "word", "han");
          start += word.length;
        }
        continue;
      }
      let last = 0;
      cutForSearch(run, (word, start, coarse) => {
        push(word, base + start, base + start + word.length, position + coarse + 1, "word", "han");
        last = coarse + 1;
      });
      position += last;
      // A single character is found wherever it stands: 钨 in 碳化钨.
      if (run.length > 1)
        for (let i = 0; i < run.length; i++) push(run[i]!, base + i, base + i + 1, position, "char", "han");
      continue;
    }
    position += 1;
    const parts = partsOf(run);
    push(latinTerm(run), base, base + run.length, position, "word", "latin");
    if (mode === "index" && parts.length > 1)
      for (const part of parts)
        push(stem(part.text), base + part.start, base + part.start + part.text.length, position, "part", "latin");
  }
  return tokens;
}

/** `CG-2026-00012` → `cg202600012`, `learning-based` → `learningbased`, `sensors` → `sensor`; a decimal keeps its point. */
export function latinTerm(run: string): string {
  if (/^\d+\.\d+$/.test(run)) return run;
  const bare = run.replace(/[-./_]/g, "");
  return bare === run ? stem(run) : bare;
}

/** The pieces of a code or compound: `cg`, `2026`, `00012`; `20nm` → `20`, `nm`. One piece: the run itself. */
export function partsOf(run: string): { text: string; start: number }[] {
  if (/^\d+\.\d+$/.test(run)) return [{ text: run, start: 0 }];
  const measure = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(run);
  if (measure)
    return [
      { text: measure[1]!, start: 0 },
      { text: measure[2]!, start: measure[1]!.length },
    ];
  return [...run.matchAll(/[a-z0-9]+[+#]*/g)].map((m) => ({ text: m[0], start: m.index }));
}

export function isStop(token: Pick<Token, "term" | "script">): boolean {
  return token.script === "han" ? isChineseStop(token.term) : isEnglishStop(token.term);
}
