export interface DiffPart {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Chinese is compared character by character, Latin words and numbers as wholes. */
function pieces(text: string): string[] {
  return text.match(/[\p{Script=Latin}\d.]+|\s+|./gsu) ?? [];
}

const LIMIT = 4_000_000; // cells of the table; longer texts are shown as replaced as a whole

/** What was removed and added between two texts, in reading order. */
export function diffText(before: string, after: string): DiffPart[] {
  const [a, b] = [pieces(before), pieces(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const parts: DiffPart[] = [];
  const push = (kind: DiffPart["kind"], text: string) => {
    if (!text) return;
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  push("same", a.slice(0, start).join(""));
  if (x.length * y.length > LIMIT) {
    push("removed", x.join(""));
    push("added", y.join(""));
  } else middle(x, y, push);
  push("same", a.slice(a.length - end).join(""));
  return parts;
}

function middle(x: string[], y: string[], push: (kind: DiffPart["kind"], text: string) => void) {
  // Longest common subsequence from the end, then read forward.
  const width = y.length + 1;
  const table = new Uint16Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i--)
    for (let j = y.length - 1; j >= 0; j--)
      table[i * width + j] =
        x[i] === y[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
  let [i, j] = [0, 0];
  while (i < x.length && j < y.length) {
    if (x[i] === y[j]) {
      push("same", x[i]!);
      i += 1;
      j += 1;
    } else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) push("removed", x[i++]!);
    else push("added", y[j++]!);
  }
  push("removed", x.slice(i).join(""));
  push("added", y.slice(j).join(""));
}
