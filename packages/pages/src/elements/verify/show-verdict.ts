import type { BundleVerdict } from "@jiebang/ledger";

type Words = Record<string, string>;

export function showVerdict(words: Words, verdict: BundleVerdict, receipts: number): HTMLElement {
  const box = card(verdict.isOk);
  const say = (key: string, values: Record<string, unknown> = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  box.append(heading(say(verdict.isOk ? "public.verify.ok" : "public.verify.failed")));
  if (verdict.isOk) {
    box.append(text(say("public.verify.counted", verdict.counted)));
    if (receipts > 0) box.append(text(say("public.verify.receipts", { n: receipts })));
    box.append(
      facts([
        [say("public.verify.round"), verdict.round ?? ""],
        [say("public.verify.chain_head", { seq: verdict.seq }), verdict.head],
      ]),
    );
    return box;
  }
  box.append(text(say(`bundle.fault_${verdict.reason}`)));
  box.append(
    facts(
      [
        [say("public.verify.where"), verdict.path],
        [say("public.verify.expected"), verdict.expected],
        [say("public.verify.found"), verdict.found],
      ].filter((row): row is [string, string] => row[1] !== ""),
    ),
  );
  return box;
}

export function showFailure(words: Words, key: string): HTMLElement {
  const box = card(false);
  box.append(text(words[key] ?? key));
  return box;
}

function card(isOk: boolean): HTMLElement {
  const box = document.createElement("section");
  box.className = `verdict ${isOk ? "verdict-ok" : "verdict-bad"}`;
  return box;
}

function heading(words: string): HTMLElement {
  const h = document.createElement("h2");
  h.textContent = words;
  return h;
}

function text(words: string): HTMLElement {
  const p = document.createElement("p");
  p.textContent = words;
  return p;
}

function facts(rows: [string, string][]): HTMLElement {
  const dl = document.createElement("dl");
  dl.className = "facts";
  for (const [name, value] of rows) {
    const row = document.createElement("div");
    row.className = "fact";
    const dt = document.createElement("dt");
    const dd = document.createElement("dd");
    const code = document.createElement("code");
    dt.textContent = name;
    code.textContent = value.length > 600 ? `${value.slice(0, 600)}…` : value;
    dd.append(code);
    row.append(dt, dd);
    dl.append(row);
  }
  return dl;
}
