import { z } from "zod";
import {
  callsAnswer,
  editionsAnswer,
  entryAnswer,
  errorAnswer,
  ledgerAnswer,
  pageParameters,
  roundAnswer,
  searchAnswer,
  searchParameters,
  suggestAnswer,
  suggestParameters,
} from "./v1.schema.ts";

type Schema = Record<string, unknown>;

/** JSON Schema of what goes over the wire; `$schema` is OpenAPI's own business. */
function schemaOf(schema: z.ZodType): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
  return rest;
}

function parametersOf(schema: z.ZodObject): Schema[] {
  const { properties = {} } = schemaOf(schema) as { properties?: Record<string, Schema & { description?: string }> };
  return Object.entries(properties).map(([name, { description, ...type }]) => ({
    name,
    in: "query",
    required: false,
    ...(description && { description }),
    schema: /^(limit|offset)$/.test(name) ? { type: "integer", ...numbers(type) } : type,
  }));
}

/** A number that arrives as text is still a number to whoever writes a client. */
const numbers = ({ default: usual, minimum, maximum }: Schema) => ({
  ...(usual !== undefined && { default: usual }),
  ...(minimum !== undefined && { minimum }),
  ...(maximum !== undefined && { maximum }),
});

const number = (pattern: string, example: string) => ({
  name: "number",
  in: "path",
  required: true,
  schema: { type: "string", pattern },
  example,
});

const json = (description: string, ref: string) => ({
  description,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${ref}` } } },
});
const failures = {
  "400": json("A parameter is wrong", "Error"),
  "429": json("Too many requests; see Retry-After", "Error"),
};
const missing = { "404": json("Not there, or not public", "Error") };

function get(id: string, summary: string, parameters: Schema[], ref: string, more: Schema = {}) {
  return {
    get: { operationId: id, summary, parameters, responses: { "200": json(summary, ref), ...more, ...failures } },
  };
}

const offerNumber = number("^CG-\\d{4}-\\d{5,}$", "CG-2026-00012");
const demandNumber = number("^XQ-\\d{4}-\\d{5,}$", "XQ-2026-00034");
const roundNumber = number("^JB-\\d{4}-\\d{5,}$", "JB-2026-00001");

/** The description of the public read interface, made from the schemas that check it. */
export function openApi(publicUrl: string): Schema {
  return {
    openapi: "3.1.0",
    info: {
      title: "Jiebang 揭榜: public read interface",
      version: "1",
      description:
        "Offers, demands and challenge rounds as everybody may read them. Only the public layer; no key is needed; requests are limited per address.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    paths: {
      "/search": get("search", "Search both catalogues", parametersOf(searchParameters), "SearchAnswer"),
      "/suggest": get("suggest", "Suggestions while typing", parametersOf(suggestParameters), "SuggestAnswer"),
      "/offers/{number}": get("getOffer", "One offer", [offerNumber], "Entry", missing),
      "/demands/{number}": get("getDemand", "One demand", [demandNumber], "Entry", missing),
      "/calls": get("listCalls", "Calls, the newest first", parametersOf(pageParameters), "CallsAnswer"),
      "/editions": get("listEditions", "Editions, the newest first", parametersOf(pageParameters), "EditionsAnswer"),
      "/rounds/{number}": get("getRound", "One round from its announcement on", [roundNumber], "Round", missing),
      "/rounds/{number}/ledger": get(
        "getLedger",
        "The hash chain of a round with its signatures",
        [roundNumber],
        "Ledger",
        missing,
      ),
    },
    components: {
      schemas: {
        SearchAnswer: schemaOf(searchAnswer),
        SuggestAnswer: schemaOf(suggestAnswer),
        Entry: schemaOf(entryAnswer),
        CallsAnswer: schemaOf(callsAnswer),
        EditionsAnswer: schemaOf(editionsAnswer),
        Round: schemaOf(roundAnswer),
        Ledger: schemaOf(ledgerAnswer),
        Error: schemaOf(errorAnswer),
      },
    },
  };
}
