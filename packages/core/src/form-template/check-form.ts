import { inspectForm } from "@jiebang/documents";
import { type FormFaultView, type PaperKind, TEMPLATE_LIMITS, unknownPlaceholders } from "@jiebang/domain";
import { fileTypeFromBuffer } from "file-type";

export interface CheckedForm {
  format: "docx" | "xlsx";
  placeholders: { name: string; loop: string | null }[];
  faults: FormFaultView[];
}

const TYPES: Record<string, "docx" | "xlsx"> = {
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
};

/** By content, never by name: what an uploaded form holds, and every fault at once. */
export async function checkForm(kind: PaperKind, bytes: Uint8Array): Promise<CheckedForm> {
  const fault = (reason: string, name: string | null = null, place: string | null = null) => ({ reason, name, place });
  if (bytes.length > TEMPLATE_LIMITS.bytes) return { format: "docx", placeholders: [], faults: [fault("too_large")] };
  const type = await fileTypeFromBuffer(bytes);
  if (type && /macroenabled/i.test(type.mime)) return { format: "docx", placeholders: [], faults: [fault("macros")] };
  const format = type && TYPES[type.mime];
  if (!format) return { format: "docx", placeholders: [], faults: [fault("not_office")] };
  const found = await inspectForm(format, bytes);
  const placeholders = [
    ...found.placeholders.map((name) => ({ name, loop: null })),
    ...Object.entries(found.loops).flatMap(([loop, names]) => names.map((name) => ({ name, loop }))),
  ];
  const faults = found.faults.map((one) => fault(one.reason, one.name ?? null, one.place ?? null));
  const unknown = unknownPlaceholders(kind, found).map(({ name, loop }) =>
    fault(loop ? "unknown_in_loop" : "unknown", name, loop),
  );
  const all = [...faults, ...unknown];
  // A form without any placeholder prints the same for everybody: surely the wrong file.
  if (all.length === 0 && placeholders.length === 0) all.push(fault("no_placeholders"));
  return { format, placeholders, faults: all };
}
