import Docxtemplater from "docxtemplater";
import InspectModule from "docxtemplater/js/inspect-module.js";
import PizZip from "pizzip";

/** Compiles a DOCX; throws docxtemplater's errors. `{name}`, `{#list}…{/list}`; what the data lack is empty. */
export function compileDocx(bytes) {
  const inspect = InspectModule();
  const doc = new Docxtemplater(new PizZip(bytes), {
    modules: [inspect],
    paragraphLoop: true,
    linebreaks: true,
    nullGetter: () => "",
    errorLogging: false,
    // Names only, no expressions: a form is data, never a program.
    parser: (tag) => ({
      get: (scope) => (tag === "." ? scope : Object.hasOwn(Object(scope), tag) ? scope[tag] : undefined),
    }),
  });
  return { doc, tags: inspect.getAllTags(), structured: inspect.getAllStructuredTags?.() };
}
