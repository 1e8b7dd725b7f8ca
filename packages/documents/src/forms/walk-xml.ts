import { SaxesParser } from "saxes";
import { RefusedFile } from "./archive.ts";

export interface XmlVisitor {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text?(text: string): void;
}

/** Walks a part once. Names come without their prefix: programs name the same namespace differently. */
export function walkXml(xml: string, visitor: XmlVisitor): void {
  // Office never writes a document type; one would only be there to blow up.
  if (/<!DOCTYPE/i.test(xml.slice(0, 2000))) throw new RefusedFile("damaged");
  const parser = new SaxesParser();
  const plain = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("error", () => {
    throw new RefusedFile("damaged");
  });
  parser.on("opentag", ({ name, attributes }) => {
    const own: Record<string, string> = {};
    for (const [key, value] of Object.entries(attributes)) own[plain(key)] = String(value);
    visitor.open(plain(name), own);
  });
  parser.on("closetag", ({ name }) => visitor.close(plain(name)));
  parser.on("text", (text) => visitor.text?.(text));
  parser.on("cdata", (text) => visitor.text?.(text));
  parser.write(xml.replace(/^\ufeff/, "")).close();
}
