import type { BidContentInput } from "../bid/bid-content.ts";
import { cleanText } from "../import/clean-text.ts";
import type { FormProblem } from "./form-intake.schema.ts";
import type { FoundForm } from "./form-reading.ts";
import { hasTickBoxes, labelKey, plainText, readFormMoney, tickedWords } from "./form-values.ts";

export interface ReadBid {
  values: Partial<BidContentInput>;
  problems: FormProblem[];
  /** What found no field; shown to the bidder, kept nowhere. */
  left: string[];
}
type Target = NonNullable<BidContentInput["targets"]>[number];

/**
 * A filled 揭榜申请书 as values of the proposal. Runs in the bidder's browser: the file never reaches a server. The
 * targets stay those of the board in their order; the form only answers them.
 */
export function readBidForm({ head, records, form }: FoundForm, board: Target[]): ReadBid {
  const record = records[0];
  const values: Partial<BidContentInput> = {};
  const problems: FormProblem[] = [];
  const left: string[] = (record?.loose ?? []).map(({ label, text }) => (label ? `${label}：${text}` : text));
  if (!record) return { values, problems, left };
  const written = (key: string) => record.values.get(key) ?? head.values.get(key);
  const text = (key: string, max: number) => cleanText(written(key)?.text ?? "").slice(0, max);
  const wrong = (reason: string, key: string) => {
    const found = written(key);
    problems.push({
      severity: "error",
      reason: `form.problem.${reason}`,
      field: key,
      value: plainText(found?.text ?? "").slice(0, 120),
      place: found?.place,
    });
    left.push(`${form.fields.find((field) => field.key === key)?.label}：${found?.text}`);
  };
  const set = <K extends keyof BidContentInput>(key: K, value: BidContentInput[K]) => {
    if (value !== "" && value !== undefined) values[key] = value;
  };
  set("title", plainText(text("title", 200)));
  set("approach", text("approach", 20_000));
  set("teamSummary", text("teamSummary", 4000));
  set("moneyNote", text("moneyNote", 4000));
  set("ip", text("ip", 4000));
  for (const key of ["price", "ownFunding"] as const) {
    const found = written(key);
    if (!found) continue;
    const money = readFormMoney(found.text);
    // One figure is offered, not a span; "negotiable" is no offer.
    if (money?.kind === "range" && money.min && money.min === money.max) values[key] = money.min;
    else wrong("one_figure", key);
  }
  const months = written("durationMonths");
  if (months) {
    const number = /^(\d{1,3})(?:个?月)?$/.exec(plainText(months.text).replace(/\s/g, ""))?.[1];
    if (number && Number(number) >= 1 && Number(number) <= 120) values.durationMonths = Number(number);
    else wrong("months_wrong", "durationMonths");
  }
  const cited = plainText(written("offersCited")?.text ?? "")
    .toUpperCase()
    .match(/CG-\d{4}-\d{5,}/g);
  if (cited) values.offersCited = cited.slice(0, 20);
  const declared = written("creditDeclaration");
  if (declared)
    values.creditDeclaration = hasTickBoxes(declared.text)
      ? tickedWords(declared.text).length > 0
      : /承诺|是|同意/.test(declared.text);
  const contact = {
    name: plainText(text("contactName", 60)),
    phone: plainText(text("contactPhone", 40)),
    email: plainText(text("contactEmail", 120)),
  };
  if (contact.name || contact.phone) values.contact = contact;
  const team = (record.rows.get("team") ?? []).map(({ cells }) => ({
    name: plainText(cells.name ?? "").slice(0, 60),
    unit: plainText(cells.unit ?? "").slice(0, 200),
    title: plainText(cells.title ?? "").slice(0, 60),
    task: plainText(cells.task ?? "").slice(0, 500),
  }));
  if (team.length > 0) values.team = team.slice(0, 50);
  const month = (said: string | undefined) => Math.min(120, Number(/\d{1,3}/.exec(plainText(said ?? ""))?.[0] ?? 0));
  const plan = (record.rows.get("plan") ?? []).map(({ cells }) => ({
    title: plainText(cells.title ?? "").slice(0, 200),
    fromMonth: month(cells.fromMonth),
    toMonth: month(cells.toMonth),
    deliverable: plainText(cells.deliverable ?? "").slice(0, 1000),
  }));
  if (plan.length > 0) values.plan = plan.slice(0, 40);
  const answers = record.rows.get("targets") ?? [];
  if (answers.length > 0)
    values.targets = board.map((target, i) => {
      const named = answers.find(({ cells }) => labelKey(cells.name ?? "") === labelKey(target.name));
      const answer = (named ?? (answers.length === board.length ? answers[i] : undefined))?.cells;
      if (!answer) return target;
      return {
        ...target,
        committed: plainText(answer.committed ?? "").slice(0, 100),
        how: cleanText(answer.how ?? "").slice(0, 2000),
      };
    });
  for (const { cells } of answers)
    if (
      board.length !== answers.length &&
      !board.some((target) => labelKey(target.name) === labelKey(cells.name ?? ""))
    )
      left.push(`${form.fields.find((field) => field.key === "targets")?.label}：${Object.values(cells).join(" ")}`);
  return { values, problems, left };
}
