import type { FormFormat, FormInspection, Paper, ScanReading, Sheet, Stamp } from "./paper.ts";
import { inWorker } from "./worker-host.ts";

export * from "./paper.ts";
export { qrSvg } from "./qr-svg.ts";
export { DocumentError } from "./worker-host.ts";

/** A PDF with the Chinese font embedded as a subset. Equal papers give equal bytes. */
export const paperToPdf = (paper: Paper): Promise<Uint8Array> => inWorker("pdf", paper);

/** A DOCX with number, QR code and page numbers in its footer. Equal papers give equal bytes. */
export const paperToDocx = (paper: Paper): Promise<Uint8Array> => inWorker("docx", paper);

/** A workbook; text cells stay text, whatever they begin with. Equal sheets give equal bytes. */
export const sheetsToXlsx = (sheets: Sheet[]): Promise<Uint8Array> => inWorker("xlsx", sheets);

/** Fills `{name}` and `{#list} … {/list}` of a DOCX; what the data do not know becomes empty. `stamp` goes into the foot of every page. */
export const fillDocx = (template: Uint8Array, data: Record<string, unknown>, stamp?: Stamp): Promise<Uint8Array> =>
  inWorker("fillDocx", { template, data, stamp });

/** Fills `{name}` in cells; a row that holds `{#list}` and `{/list}` is repeated for each item. */
export const fillXlsx = (template: Uint8Array, data: Record<string, unknown>, stamp?: Stamp): Promise<Uint8Array> =>
  inWorker("fillXlsx", { template, data, stamp });

/** Which placeholders a form holds and what is wrong with it. Never throws for a bad file: the faults say it. */
export const inspectForm = (format: FormFormat, bytes: Uint8Array): Promise<FormInspection> =>
  inWorker("inspect", { format, bytes });

/** Headings, paragraphs and tables of a filled form, to be printed as a paper. Pictures and exact layout are left behind. */
export const formToPaper = (format: FormFormat, bytes: Uint8Array, frame: Omit<Paper, "blocks">): Promise<Paper> =>
  inWorker("toPaper", { format, bytes, frame });

/** The QR codes on a photograph (JPEG, PNG) or in a scanned PDF. */
export const readScan = (bytes: Uint8Array): Promise<ScanReading> => inWorker("scan", bytes);

/** A PDF or picture with these lines over every page: who reads it, for whom, when. Fails for what cannot be stamped. */
export const stampFile = (mediaType: string, bytes: Uint8Array, lines: string[]): Promise<Uint8Array> =>
  inWorker("stamp", { mediaType, bytes, lines });

export interface CleanedFile {
  bytes: Uint8Array;
  /** What was taken out: author, last_author, company, manager, creator, producer, xmp. */
  cleaned: string[];
  /** What stayed in and should be looked at: comments, tracked_changes, hidden_sheets … */
  warnings: string[];
  /** Text that was cheap to read, for the search for names. */
  text: string;
}
/** Takes out what a file tells about its makers, where that changes nothing else; names what stayed in. */
export const cleanFile = (mediaType: string, bytes: Uint8Array): Promise<CleanedFile> =>
  inWorker("clean", { mediaType, bytes });
