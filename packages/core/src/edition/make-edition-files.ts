import { paperToDocx, paperToPdf, sheetsToXlsx } from "@jiebang/documents";
import type { IssueStep } from "@jiebang/domain";
import type { Locale } from "@jiebang/i18n";
import { sha256Hex } from "@jiebang/ledger";
import { editionJsonLd } from "./edition-json-ld.ts";
import { editionPaper } from "./edition-paper.ts";
import { editionSheets } from "./edition-sheets.ts";
import type { FrozenEdition } from "./load-frozen.ts";

export interface MadeFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  /** Names its algorithm. */
  sha256: string;
}

const MEDIA = {
  jsonld: "application/ld+json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
} as const;
const LOCALES: Locale[] = ["zh", "en"];

/**
 * All files of an edition, from what is frozen and nothing else: equal input gives equal bytes. The libraries run in
 * worker threads, one file after another, so that neither the server's loop nor its memory suffers.
 */
export async function makeEditionFiles(
  publicUrl: string,
  edition: FrozenEdition,
  report: (step: IssueStep, done: number, total: number) => Promise<void>,
): Promise<MadeFile[]> {
  const { slug } = edition.header;
  const urlOf = (locale: Locale) => `${publicUrl}${locale === "en" ? "/en" : ""}/editions/${slug}`;
  const makers: { step: keyof typeof MEDIA; name: string; make: () => Promise<Uint8Array> }[] = [
    {
      step: "jsonld",
      name: `${slug}.jsonld`,
      make: async () => new TextEncoder().encode(`${JSON.stringify(editionJsonLd(publicUrl, edition), null, 1)}\n`),
    },
    ...LOCALES.flatMap((l) => [
      {
        step: "xlsx" as const,
        name: `${slug}-${l}.xlsx`,
        make: () => sheetsToXlsx(editionSheets(edition, urlOf(l), l)),
      },
      { step: "docx" as const, name: `${slug}-${l}.docx`, make: () => paperToDocx(editionPaper(edition, urlOf(l), l)) },
      { step: "pdf" as const, name: `${slug}-${l}.pdf`, make: () => paperToPdf(editionPaper(edition, urlOf(l), l)) },
    ]),
  ];
  const files: MadeFile[] = [];
  for (const { step, name, make } of makers) {
    await report(step, files.length, makers.length);
    const bytes = await make();
    files.push({ name, mediaType: MEDIA[step], bytes, sha256: `sha-256:${sha256Hex(bytes)}` });
  }
  return files;
}
