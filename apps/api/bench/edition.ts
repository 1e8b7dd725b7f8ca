// pnpm bench:edition: the files of an edition of 500 generated entries (fixed seed), three times over. Prints medians,
// bytes and the peak of memory. Figure: the PDF in at most
// ten seconds and ten megabytes.

import type { FrozenEdition } from "@jiebang/core/edition/load-frozen.ts";
import { makeEditionFiles } from "@jiebang/core/edition/make-edition-files.ts";
import { editionHeader, frozenEntry } from "@jiebang/domain";
import { canonicalJson, editionEntryHash, editionRootHash } from "@jiebang/ledger";

const ENTRIES = 500;
const RUNS = 3;

let seed = 20_261_123;
const random = (n: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed % n;
};
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
// Thousands of different characters, as real texts have them: the font's subset is what a PDF weighs.
const CHARS = Array.from({ length: 3000 }, (_, i) => String.fromCharCode(0x4e00 + i * 6)).join("");
const text = (length: number) => Array.from({ length }, () => CHARS[random(CHARS.length)]).join("");

const contents = Array.from({ length: ENTRIES }, (_, i) => {
  const kind = i % 2 === 0 ? ("offer" as const) : ("demand" as const);
  const chain = Math.floor((i * 8) / ENTRIES);
  return frozenEntry.parse({
    number: `${kind === "offer" ? "CG" : "XQ"}-2026-${String(i + 1).padStart(5, "0")}`,
    kind,
    revisionNo: 1,
    title: text(18 + random(14)),
    titleEn: i % 3 === 0 ? `Technology ${i}` : null,
    summary: text(90 + random(90)),
    summaryEn: null,
    body: text(500 + random(900)),
    bodyEn: null,
    keywords: [text(3), text(4)],
    keywordsEn: [],
    industry: { code: "C32", name: text(10), nameEn: null },
    chain: { code: `chain${chain}`, name: `产业链${chain}`, nameEn: null },
    area: { code: "411282", name: text(3), nameEn: null },
    discipline: null,
    ipcCodes: ["C22B 3/18"],
    cooperationModes: [pick(["development", "service", "licence_ordinary"] as const)],
    money: { kind: "range", min: "500000.00", max: "1200000.00" },
    maturityStage: kind === "offer" ? pick(["lab", "pilot", "industrial"] as const) : null,
    deadline: kind === "demand" ? "2027-06-30" : null,
    validUntil: "2027-12-31",
    poster: { isHidden: i % 9 === 0, name: i % 9 === 0 ? null : text(12), nameEn: null, kind: "enterprise" },
    offer:
      kind === "offer"
        ? {
            maturity: { scaleId: "stage", level: null, stage: "pilot", evidence: text(40) },
            ipRights: [
              {
                kind: "invention",
                holder: text(8),
                status: "granted",
                numberKind: "patent",
                number: "ZL201910123456.7",
              },
            ],
            team: text(60),
            conditions: text(60),
            proven: text(80),
          }
        : null,
    demand:
      kind === "demand"
        ? {
            problem: text(150),
            targets: [1, 2, 3].map(() => ({ name: text(5), comparator: "ge" as const, value: "85", unit: "%" })),
            todayState: text(60),
            partnerConditions: text(40),
            ipWish: text(10),
            foundationClass: null,
          }
        : null,
  });
});
const header = editionHeader.parse({
  format: "jiebang.edition/1",
  slug: "bench-catalogue-2",
  no: 2,
  series: "catalogue",
  jurisdiction: { code: "bench", name: "测量市", nameEn: null },
  title: "供需对接目录",
  titleEn: null,
  preface: text(200),
  prefaceEn: null,
  issuers: ["市工业和信息化主管部门"],
  bases: [{ documentNo: "一号", title: "通知", issuer: "市" }],
  issuedOn: "2026-11-23",
  previous: { slug: "bench-catalogue-1", rootHash: "sha-256:0" },
});
const entries = contents.map((content, i) => ({
  position: i + 1,
  number: content.number,
  hash: editionEntryHash(canonicalJson(content)),
  content,
}));
const edition: FrozenEdition = {
  header,
  rootHash: editionRootHash({ header, entries: entries.map(({ number, hash }) => ({ number, hash })) }),
  difference: {
    added: contents.slice(0, 40).map(({ number, kind, title, titleEn }) => ({ number, kind, title, titleEn })),
    gone: [],
    changed: contents.slice(40, 60).map(({ number, kind, title, titleEn, summary }) => ({
      number,
      kind,
      title,
      titleEn,
      fields: [{ field: "summary", before: text(100), after: summary }],
    })),
    renewed: [],
  },
  entries,
};

let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 50);
const seconds = new Map<string, number[]>();
const made = new Map<string, { hashes: Set<string>; bytes: number }>();
for (let run = 0; run < RUNS; run++) {
  const marks: number[] = [];
  const files = await makeEditionFiles(
    "https://jiebang.example",
    edition,
    async () => void marks.push(performance.now()),
  );
  marks.push(performance.now());
  for (const [i, file] of files.entries()) {
    seconds.set(file.name, [...(seconds.get(file.name) ?? []), (marks[i + 1]! - marks[i]!) / 1000]);
    const known = made.get(file.name) ?? { hashes: new Set<string>(), bytes: file.bytes.length };
    known.hashes.add(file.sha256);
    made.set(file.name, known);
  }
}
clearInterval(watch);
for (const [name, { hashes, bytes }] of made) {
  const median = seconds.get(name)!.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!;
  const same = hashes.size === 1 ? "same bytes each time" : "DIFFERENT BYTES";
  console.log(
    `${name.padEnd(28)} ${median.toFixed(2).padStart(6)} s ${(bytes / 1e6).toFixed(2).padStart(7)} MB  ${same}`,
  );
}
console.log(`${ENTRIES} entries, medians of ${RUNS} runs; peak memory ${Math.round(peak / 1e6)} MB`);
