import fs from "node:fs";
import path from "node:path";
import { sha256Words } from "@jiebang/matching";

/** Demand → offer → grade: 3 would solve the need as it stands, 2 same problem and technology, 1 same field, 0 no. */
export type Judged = Record<string, Record<string, number>>;

export function readJudged(): Judged {
  return JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, "../judged/tech-market-zh.json"), "utf8")).grades;
}

/** Half of the demands were looked at while the scorer was made; the other half only measure it. */
export const isDevelopment = (demand: string): boolean => (sha256Words(`half ${demand}`)[0]! & 1) === 0;

export interface Measures {
  ndcg: number;
  recall: number;
  /** How well the best score tells demands with an answer (grade >= 2) from those without. */
  auc: number;
  demands: number;
  answered: number;
}

/** Means over the demands that have something to find; `ranked` best first, `top` the score of the first. */
export function measure(judged: Judged, found: Map<string, { ranked: string[]; top: number }>): Measures {
  const ndcg: number[] = [];
  const recall: number[] = [];
  const tops: { top: number; isAnswered: boolean }[] = [];
  for (const [demand, { ranked, top }] of found) {
    const grades = judged[demand]!;
    const gain = (grade: number) => 2 ** grade - 1;
    const dcg = (list: number[]) => list.reduce((sum, grade, i) => sum + gain(grade) / Math.log2(i + 2), 0);
    const ideal = dcg(
      Object.values(grades)
        .sort((a, b) => b - a)
        .slice(0, 10),
    );
    const ten = ranked.slice(0, 10).map((id) => grades[id] ?? 0);
    if (ideal > 0) ndcg.push(dcg(ten) / ideal);
    const good = Object.values(grades).filter((grade) => grade >= 2).length;
    if (good > 0) recall.push(ten.filter((grade) => grade >= 2).length / Math.min(10, good));
    tops.push({ top, isAnswered: good > 0 });
  }
  let won = 0;
  const yes = tops.filter((t) => t.isAnswered);
  const no = tops.filter((t) => !t.isAnswered);
  for (const a of yes) for (const b of no) won += a.top > b.top ? 1 : a.top === b.top ? 0.5 : 0;
  return {
    ndcg: mean(ndcg),
    recall: mean(recall),
    auc: won / Math.max(1, yes.length * no.length),
    demands: ndcg.length,
    answered: recall.length,
  };
}

const mean = (values: number[]) => values.reduce((a, v) => a + v, 0) / Math.max(1, values.length);
