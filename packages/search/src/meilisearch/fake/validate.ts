import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { errorAnswer, type Operation, operations } from "./api.ts";

/** The server's own description, where a copy lies beside the project. */
const FILE = fileURLToPath(new URL("../../../../../../shared/reference/meilisearch-openapi.json", import.meta.url));

export interface Description {
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}

export interface DescribedOperation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
  responses: Record<string, { content?: Record<string, { schema: Record<string, unknown> }> }>;
}

export const readDescription = (): Description | undefined =>
  fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, "utf8")) : undefined;

export const operationOf = (method: string, pathname: string): Operation | undefined =>
  operations.find((o) => o.method === method.toLowerCase() && matcher(o.path).test(pathname));

const matcher = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`);

/** Says what is wrong with what was sent or answered, by our own list and, where it is at hand, by the server's description. */
export class Validator {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #described = readDescription();

  constructor() {
    if (!this.#described) return;
    // The description calls a list of names an object where `facets` are asked for; the server takes, and documents, a list.
    Object.assign(this.#described.components.schemas, {
      AttributePatterns: { type: "array", items: { type: "string" } },
    });
    this.#ajv.addSchema({ $id: "described", components: this.#described.components });
  }

  request(method: string, url: URL, body: unknown): string[] {
    const operation = operationOf(method, url.pathname);
    if (!operation) return [`no operation ${method} ${url.pathname}`];
    const name = `${operation.method} ${operation.path}`;
    const wrong = [...url.searchParams.keys()].filter((key) => !operation.params?.includes(key));
    const found = wrong.map((key) => `${name}: parameter ${key}`);
    if (operation.body) found.push(...this.#check(`${name} body`, operation.body, body));
    else if (body !== undefined) found.push(`${name}: a body where none belongs`);
    const schema = this.#described?.paths[operation.path]?.[operation.method]?.requestBody?.content["application/json"]?.schema; // biome-ignore format: a path
    if (schema) found.push(...this.#check(`${name} body, as described`, this.#resolved(schema), body));
    return found;
  }

  answer(method: string, pathname: string, status: number, body: unknown): string[] {
    const operation = operationOf(method, pathname);
    if (!operation) return [`no operation ${method} ${pathname}`];
    const name = `${operation.method} ${operation.path} ${status}`;
    if (status >= 400) {
      const described = this.#described && this.#resolved({ $ref: "#/components/schemas/ResponseError" });
      return [
        ...this.#check(`${name} error`, errorAnswer, body),
        ...(described ? this.#check(`${name} error, as described`, described, body) : []),
      ];
    }
    const found = status === operation.status ? [] : [`${name}: not ${operation.status}`];
    found.push(...this.#check(name, operation.answer, body));
    const described = this.#described?.paths[operation.path]?.[operation.method]?.responses[`${operation.status}`];
    const schema = described?.content?.["application/json"]?.schema;
    if (!schema) return found;
    // The description knows a multi-search by its federated answer; one without federation is a list of answers.
    const results = operation.path === "/multi-search" && (body as { results?: unknown[] }).results;
    if (!results) return [...found, ...this.#check(`${name}, as described`, this.#resolved(schema), body)];
    const each = this.#resolved({ $ref: "#/components/schemas/SearchResultWithIndex" });
    return [...found, ...results.flatMap((result) => this.#check(`${name}, each as described`, each, result))];
  }

  #resolved(schema: Record<string, unknown>): Record<string, unknown> {
    return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"described#/components'));
  }

  #check(name: string, schema: Record<string, unknown>, value: unknown): string[] {
    const key = `${name} ${JSON.stringify(schema).length}`;
    let validate = this.#compiled.get(key);
    if (!validate) {
      validate = this.#ajv.compile(schema);
      this.#compiled.set(key, validate);
    }
    if (validate(value)) return [];
    return [`${name}: ${this.#ajv.errorsText(validate.errors).slice(0, 300)}`];
  }
}
