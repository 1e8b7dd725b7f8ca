export * from "./archive.ts";
export * from "./blank-docx.ts";
export * from "./blank-xlsx.ts";
export * from "./form-reader.ts";
export * from "./read-form-file.ts";
