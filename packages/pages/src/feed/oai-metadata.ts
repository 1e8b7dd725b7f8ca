import type { CodeRef, PublicEntry } from "@jiebang/domain";
import { langs } from "../kernel/lang.ts";
import { element, secondOf, textElement } from "./xml.ts";

// An entry as metadata for harvesters: Dublin Core, and all of the public layer but people and files.

const XSI = "http://www.w3.org/2001/XMLSchema-instance";
export const RECORD_NAMESPACE = "urn:jiebang:record:1";

export interface MetadataFormat {
  prefix: "oai_dc" | "jiebang";
  schema(publicUrl: string): string;
  namespace: string;
  write(publicUrl: string, entry: PublicEntry): string;
}

export const METADATA_FORMATS: MetadataFormat[] = [
  {
    prefix: "oai_dc",
    schema: () => "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/",
    write: dublinCore,
  },
  {
    prefix: "jiebang",
    schema: (publicUrl) => `${publicUrl}/oai/record.xsd`,
    namespace: RECORD_NAMESPACE,
    write: fullRecord,
  },
];

const pageOf = (publicUrl: string, entry: PublicEntry) => `${publicUrl}/${entry.kind}s/${entry.number}`;
const coded = (refs: (CodeRef | null)[]) => refs.filter((ref) => ref !== null);
const word = (list: string, code: string) => langs.zh.word(list, code);

function dublinCore(publicUrl: string, e: PublicEntry): string {
  const poster = e.poster.isHidden ? null : e.poster.name;
  const dc = (name: string, text: string | null | undefined, lang?: string) =>
    textElement(`dc:${name}`, text, { "xml:lang": lang });
  return element(
    "oai_dc:dc",
    [
      dc("title", e.title, "zh"),
      dc("title", e.titleEn, "en"),
      dc(e.kind === "offer" ? "creator" : "publisher", poster),
      ...e.keywords.map((keyword) => dc("subject", keyword, "zh")),
      ...e.keywordsEn.map((keyword) => dc("subject", keyword, "en")),
      ...coded([e.industry, e.chain, e.discipline]).map((ref) => dc("subject", ref.name, "zh")),
      dc("description", e.summary || e.body, "zh"),
      dc("description", e.summaryEn, "en"),
      dc("date", secondOf(e.publishedAt).slice(0, 10)),
      dc("type", word("kind", e.kind), "zh"),
      dc("type", e.kind === "offer" ? "Offer" : "Demand", "en"),
      dc("identifier", pageOf(publicUrl, e)),
      dc("identifier", e.number),
      dc("language", "zh-CN"),
      dc("coverage", e.area?.name, "zh"),
    ],
    {
      "xmlns:oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
      "xmlns:dc": "http://purl.org/dc/elements/1.1/",
      "xmlns:xsi": XSI,
      "xsi:schemaLocation":
        "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    },
  );
}

function fullRecord(publicUrl: string, e: PublicEntry): string {
  const code = (name: string, ref: CodeRef | null) => (ref ? textElement(name, ref.name, { code: ref.code }) : "");
  const { offer, demand, money } = e;
  return element(
    "entry",
    [
      textElement("number", e.number),
      textElement("url", pageOf(publicUrl, e)),
      textElement("title", e.title, { "xml:lang": "zh" }),
      textElement("title", e.titleEn, { "xml:lang": "en" }),
      textElement("summary", e.summary, { "xml:lang": "zh" }),
      textElement("summary", e.summaryEn, { "xml:lang": "en" }),
      textElement("body", e.body, { "xml:lang": "zh" }),
      textElement("body", e.bodyEn, { "xml:lang": "en" }),
      ...e.keywords.map((keyword) => textElement("keyword", keyword, { "xml:lang": "zh" })),
      ...e.keywordsEn.map((keyword) => textElement("keyword", keyword, { "xml:lang": "en" })),
      code("industry", e.industry),
      code("chain", e.chain),
      code("area", e.area),
      code("discipline", e.discipline),
      ...e.ipcCodes.map((ipc) => textElement("ipc", ipc)),
      ...e.cooperationModes.map((mode) => textElement("mode", word("mode", mode), { code: mode })),
      money ? element("money", [], { kind: money.kind, currency: "CNY", min: money.min, max: money.max }) : "",
      textElement("published", secondOf(e.publishedAt)),
      textElement("validUntil", e.validUntil),
      element("poster", e.poster.isHidden || !e.poster.name ? [] : [textElement("name", e.poster.name)], {
        kind: e.poster.kind,
        hidden: String(e.poster.isHidden),
      }),
      offer
        ? element("offer", [
            offer.maturity?.stage
              ? textElement("maturity", word("maturity", offer.maturity.stage), { code: offer.maturity.stage })
              : "",
            textElement("proven", offer.proven),
            textElement("conditions", offer.conditions),
            ...offer.ipRights.map((right) =>
              element("ipRight", [], { kind: right.kind, status: right.status, number: right.number || null }),
            ),
          ])
        : "",
      demand
        ? element("demand", [
            textElement("deadline", e.deadline),
            textElement("problem", demand.problem),
            ...demand.targets.map((target) =>
              element("target", [], {
                name: target.name,
                comparator: target.comparator,
                value: target.value,
                unit: target.unit,
              }),
            ),
            textElement("todayState", demand.todayState),
            textElement("partnerConditions", demand.partnerConditions),
            textElement("ipWish", demand.ipWish),
          ])
        : "",
      ...e.afterUndertaking.map((field) => textElement("afterUndertaking", field)),
    ],
    {
      xmlns: RECORD_NAMESPACE,
      "xmlns:xsi": XSI,
      "xsi:schemaLocation": `${RECORD_NAMESPACE} ${publicUrl}/oai/record.xsd`,
      kind: e.kind,
      state: e.state,
      revision: String(e.revisionNo),
    },
  );
}

/** The schema of the richer format, served beside the interface. */
export function recordSchema(): string {
  const text = (name: string, more = "") => `<xs:element name="${name}" type="xs:string"${more}/>`;
  const said = (name: string) => `<xs:element name="${name}" type="said" minOccurs="0" maxOccurs="unbounded"/>`;
  const coded = (name: string, more = ' minOccurs="0"') => `<xs:element name="${name}" type="coded"${more}/>`;
  const attribute = (name: string, use = "") => `<xs:attribute name="${name}" type="xs:string"${use}/>`;
  const OPTIONAL = ' minOccurs="0"';
  const MANY = ' minOccurs="0" maxOccurs="unbounded"';
  const REQUIRED = ' use="required"';
  const bare = (name: string, occurs: string, attributes: string) =>
    `<xs:element name="${name}"${occurs}><xs:complexType>${attributes}</xs:complexType></xs:element>`;
  const group = (name: string, occurs: string, parts: string, attributes = "") =>
    `<xs:element name="${name}"${occurs}><xs:complexType><xs:sequence>${parts}</xs:sequence>${attributes}</xs:complexType></xs:element>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${RECORD_NAMESPACE}" targetNamespace="${RECORD_NAMESPACE}" elementFormDefault="qualified">
<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
<xs:complexType name="said"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute ref="xml:lang"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:complexType name="coded"><xs:simpleContent><xs:extension base="xs:string">${attribute("code", REQUIRED)}</xs:extension></xs:simpleContent></xs:complexType>
${group(
  "entry",
  "",
  [
    text("number"),
    '<xs:element name="url" type="xs:anyURI"/>',
    ...["title", "summary", "body", "keyword"].map(said),
    ...["industry", "chain", "area", "discipline"].map((name) => coded(name)),
    text("ipc", MANY),
    coded("mode", MANY),
    bare(
      "money",
      OPTIONAL,
      attribute("kind", REQUIRED) + attribute("currency", REQUIRED) + attribute("min") + attribute("max"),
    ),
    '<xs:element name="published" type="xs:dateTime"/>',
    `<xs:element name="validUntil" type="xs:date"${OPTIONAL}/>`,
    group("poster", "", text("name", OPTIONAL), attribute("kind", REQUIRED) + attribute("hidden", REQUIRED)),
    group(
      "offer",
      OPTIONAL,
      coded("maturity") +
        text("proven", OPTIONAL) +
        text("conditions", OPTIONAL) +
        bare("ipRight", MANY, attribute("kind", REQUIRED) + attribute("status") + attribute("number")),
    ),
    group(
      "demand",
      OPTIONAL,
      `<xs:element name="deadline" type="xs:date"${OPTIONAL}/>` +
        text("problem", OPTIONAL) +
        bare("target", MANY, ["name", "comparator", "value", "unit"].map((name) => attribute(name)).join("")) +
        text("todayState", OPTIONAL) +
        text("partnerConditions", OPTIONAL) +
        text("ipWish", OPTIONAL),
    ),
    text("afterUndertaking", MANY),
  ].join("\n"),
  attribute("kind", REQUIRED) + attribute("state", REQUIRED) + attribute("revision", REQUIRED),
)}
</xs:schema>
`;
}
