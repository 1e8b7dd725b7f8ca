import { PARAMETER_KINDS } from "./parameter-kinds.ts";
import { DECIDING_STAGES, kindOfStage, REQUIRED_STAGES, SHOWS_FROM, STAGE_KINDS } from "./stage-kinds.ts";
import type { LocalText, TemplateContent, TemplateProblem, TemplateStage } from "./template.schema.ts";

// A template is checked in words: `fault` keeps it from being published, `waits` only from being used, because something in
// it has nothing yet that carries it out. So nothing that stands in a template claims to work when it does not.

type Details = TemplateProblem["details"];

export function checkTemplate(content: TemplateContent): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const fault = (reason: string, path: string, details: Details = {}) =>
    problems.push({ weight: "fault", reason: `template.problem.${reason}`, path, details });
  const waits = (reason: string, path: string, details: Details = {}) =>
    problems.push({ weight: "waits", reason: `template.problem.${reason}`, path, details });
  checkStages(content.stages, fault, waits);
  checkParameters(content, fault, waits);
  for (const key of ["secrecy", "notTender"]) if (!content.texts[key]) fault("text_missing", `texts.${key}`, { key });
  for (const [key, text] of Object.entries(content.texts)) if (isBlank(text)) fault("words_missing", `texts.${key}`);
  if (content.citations.length === 0) fault("citation_missing", "citations");
  content.citations.forEach((c, i) => {
    if (!c.title.trim() || !c.issuer.trim()) fault("citation_incomplete", `citations.${i}`, { place: i + 1 });
  });
  return problems;
}

export const hasFaults = (problems: TemplateProblem[]): boolean => problems.some((p) => p.weight === "fault");

type Report = (reason: string, path: string, details?: Details) => void;
const isBlank = (text: LocalText) => !text.zh.trim() || !text.en.trim();

function checkStages(stages: TemplateStage[], fault: Report, waits: Report): void {
  const kinds = stages.map(kindOfStage);
  const keys = stages.map((s) => s.key);
  if (kinds[0] !== "prepare") fault("first_stage", "stages");
  if (kinds.at(-1) !== "close") fault("last_stage", "stages");
  for (const kind of REQUIRED_STAGES) if (!kinds.includes(kind)) fault("stage_missing", "stages", { kind });
  const deciding = DECIDING_STAGES.filter((kind) => kinds.includes(kind));
  if (deciding.length !== 1) fault("one_decision", "stages");
  for (const [i, stage] of stages.entries()) {
    const path = `stages.${stage.key}`;
    const named = { stage: stage.name };
    const kind = STAGE_KINDS[kinds[i]!];
    if (!kind) {
      fault("stage_unknown", path, { ...named, kind: kinds[i]! });
      continue;
    }
    if (isBlank(stage.name) || isBlank(stage.explains)) fault("words_missing", path);
    if (keys.indexOf(stage.key) !== i) fault("stage_twice", path, named);
    if (stage.kind && (STAGE_KINDS[stage.key] || !/^[a-z][a-z0-9_]{1,30}$/.test(stage.key)))
      fault("pause_key", path, named);
    if (!kind.hasEngine) waits("stage_waits", path, named);
    if (!kind.turn.includes(stage.turn)) fault("turn_wrong", path, named);
    for (const before of kind.after)
      if (kinds.lastIndexOf(before) > i)
        fault("order", path, { ...named, before: stages[kinds.lastIndexOf(before)]!.name });
    if (stage.kind && !kinds.slice(0, i).includes("open")) fault("pause_early", path, named);
    const next = kinds[i + 1];
    if (kind.next && (!next || !kind.next.includes(next))) {
      const wanted = stages.find((s) => kind.next!.includes(kindOfStage(s)));
      fault("not_next", path, { ...named, next: wanted?.name ?? kind.next[0]! });
    }
    if (next === "announce" && (stage.turn !== "hand" || !stage.allows.includes("round.announce")) && kind.hasEngine)
      fault("no_announcement", path, named);
    const missing = kind.mustAllow.filter((action) => !stage.allows.includes(action));
    if (missing.length > 0) fault("action_missing", path, { ...named, actions: missing.join(", ") });
    const strange = stage.allows.filter((action) => !kind.mayAllow.includes(action));
    if (strange.length > 0) fault("action_strange", path, { ...named, actions: strange.join(", ") });
    for (const what of stage.shows) {
      const from = SHOWS_FROM[what];
      if (!from) fault("shows_unknown", path, { ...named, what });
      else if (kinds.indexOf(from) > i) fault("shows_early", path, { ...named, what });
    }
    if (stage.kind) checkPause(stage, path, fault);
    else if (stage.days !== undefined) fault("days_strange", path, named);
  }
  const announce = stages.find((s) => s.key === "announce");
  if (announce && !announce.shows.includes("board")) fault("board_hidden", "stages.announce");
  if (!stages.some((s) => s.allows.includes("agreement.record")) && !kinds.includes("deliver"))
    fault("no_agreement", "stages");
}

function checkPause(stage: TemplateStage, path: string, fault: Report): void {
  const named = { stage: stage.name };
  if (stage.turn === "clock" && !(stage.days && stage.days >= 1 && stage.days <= 60)) fault("pause_days", path, named);
  if (stage.turn === "hand" && stage.days !== undefined) fault("days_strange", path, named);
  if (stage.turn === "hand" && !stage.allows.includes("round.endStage")) fault("pause_endless", path, named);
}

function checkParameters({ stages, parameters }: TemplateContent, fault: Report, waits: Report): void {
  const kinds = new Set(stages.map(kindOfStage));
  const values = new Map(parameters.map((p) => [p.key, p.default]));
  for (const [i, p] of parameters.entries()) {
    const path = `parameters.${p.key}`;
    const named = { parameter: p.name };
    const kind = PARAMETER_KINDS[p.key];
    if (!kind) {
      fault("parameter_unknown", path, { key: p.key });
      continue;
    }
    if (parameters.findIndex((other) => other.key === p.key) !== i) fault("parameter_twice", path, named);
    if (isBlank(p.name) || isBlank(p.explains) || isBlank(p.citation)) fault("words_missing", path);
    // A value without a stage that reads it would promise what nobody keeps.
    if (!kind.stages.some((stage) => kinds.has(stage))) fault("parameter_idle", path, named);
    const checked = kind.schema.safeParse(p.default);
    if (!checked.success) fault("parameter_value", path, { ...named, ...rangeOf(checked.error.issues) });
    if (!kind.hasEngine) waits("parameter_waits", path, named);
  }
  for (const [key, kind] of Object.entries(PARAMETER_KINDS))
    if (kind.hasEngine && !values.has(key) && kind.stages.some((stage) => kinds.has(stage)))
      fault("parameter_missing", `parameters.${key}`, { key });
  checkTogether(values, fault, waits);
}

/** What only makes sense beside another value. */
function checkTogether(values: Map<string, unknown>, fault: Report, waits: Report): void {
  const number = (key: string) => (typeof values.get(key) === "number" ? (values.get(key) as number) : null);
  const [n, k] = [number("quorumHolders"), number("quorumNeeded")];
  if (n !== null && k !== null && k > n) fault("quorum", "parameters.quorumNeeded", { k, n });
  if ((n === null) !== (k === null)) fault("quorum_half", "parameters.quorumNeeded");
  if (values.get("sealing") === "quorum") {
    if (n === null || k === null) fault("quorum_half", "parameters.sealing");
    waits("sealing_waits", "parameters.sealing");
  }
  const [panel, perBid] = [number("panelSize"), number("expertsPerBid")];
  if (panel !== null && perBid !== null && perBid > panel)
    fault("panel_small", "parameters.expertsPerBid", { panel, perBid });
  if (values.get("aggregation") === "trimmed" && (perBid ?? 0) < 3) fault("trimmed", "parameters.aggregation");
  const sheet = values.get("scoreSheet");
  if (Array.isArray(sheet)) {
    const weights = sheet.map((line) => Number(/=\s*(\d{1,3})$/.exec(String(line))?.[1] ?? Number.NaN));
    const sum = weights.reduce((total, w) => total + w, 0);
    if (Number.isNaN(sum)) fault("weights_shape", "parameters.scoreSheet");
    else if (sum !== 100) fault("weights_sum", "parameters.scoreSheet", { sum });
  }
}

/** The bounds of a refused number, for the sentence. */
function rangeOf(issues: { message: string }[]): Details {
  return { why: issues[0]?.message ?? "" };
}
