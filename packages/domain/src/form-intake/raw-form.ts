// What a reader of files hands over: texts with their place, nothing understood yet.

export interface RawCell {
  /** Counted from 1, as people see it: the row of the sheet, or of the table. */
  row: number;
  /** Counted from 0; of a merged cell the first. */
  column: number;
  /** How many columns it covers. */
  span: number;
  /** How many rows it covers, where more than one. */
  rows?: number;
  text: string;
}

export interface RawGrid {
  /** The sheet's name, or "" for a table of a text document. */
  name: string;
  cells: RawCell[];
}

export interface RawForm {
  format: "docx" | "xlsx";
  /** The template code where it is kept out of sight: a document property, a hidden cell. */
  code: string | null;
  grids: RawGrid[];
  /** Text outside of tables. */
  paragraphs: string[];
}

/** Why a file was not read: a key of i18n under `form.refused`, or `form.skipped` for what is no form at all. */
export interface FormRefusal {
  isSkipped: boolean;
  reason: string;
  details?: Record<string, string | number>;
}

/** Limits of what comes in: a form is small, and a file made to hurt is refused by its directory. */
export const FORM_LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  zipBytes: 60 * 1024 * 1024,
  entries: 600,
  unzippedBytes: 300 * 1024 * 1024,
  /** Of one document. */
  documentBytes: 40 * 1024 * 1024,
  depth: 8,
  cells: 40_000,
  rows: 1_000,
  cellCharacters: 40_000,
  draftsPerFile: 300,
  filesPerIntake: 600,
} as const;
