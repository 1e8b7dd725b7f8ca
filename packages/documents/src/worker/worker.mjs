// Makes and reads documents in a thread of its own. Plain JavaScript, because a worker is loaded as it stands.
// Each kind of work is loaded when it is first asked for.
import { parentPort } from "node:worker_threads";

const kinds = {
  pdf: async (paper) => (await import("./paper-to-pdf.mjs")).paperToPdf(paper),
  docx: async (paper) => (await import("./paper-to-docx.mjs")).paperToDocx(paper),
  xlsx: async (sheets) => (await import("./sheets-to-xlsx.mjs")).sheetsToXlsx(sheets),
  fillDocx: async (input) => (await import("./fill-docx.mjs")).fillDocx(input),
  fillXlsx: async (input) => (await import("./fill-xlsx.mjs")).fillXlsx(input),
  inspect: async (input) => (await import("./inspect-form.mjs")).inspectForm(input),
  toPaper: async (input) => (await import("./form-to-paper.mjs")).formToPaper(input),
  stamp: async (input) => (await import("./stamp-file.mjs")).stampFile(input),
  clean: async (input) => (await import("./clean-file.mjs")).cleanFile(input),
  scan: async (bytes) => (await import("./read-scan.mjs")).readScan(bytes),
};

parentPort.on("message", async ({ id, kind, input }) => {
  try {
    parentPort.postMessage({ id, value: await kinds[kind](input) });
  } catch (error) {
    parentPort.postMessage({ id, failed: String(error?.stack ?? error), reason: error?.reason ?? "failed" });
  }
});
