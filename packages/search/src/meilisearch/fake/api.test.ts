import { describe, expect, it } from "vitest";
import { operations } from "./api.ts";
import { type Description, readDescription } from "./validate.ts";

const described = readDescription();

type Schema = { $ref?: string; properties?: Record<string, Schema>; items?: Schema; required?: string[]; allOf?: Schema[]; oneOf?: Schema[]; anyOf?: Schema[] }; // biome-ignore format: a type

describe.skipIf(!described)(
  "our part of the interface, against the server's own description (skipped where it is not at hand)",
  () => {
    const { paths, components } = described ?? ({ paths: {}, components: { schemas: {} } } as Description);

    /** Every property that a schema names, itself or through what it is made of. */
    function propertiesOf(schema: Schema | undefined): Record<string, Schema> {
      if (!schema) return {};
      if (schema.$ref) return propertiesOf(components.schemas[schema.$ref.split("/").at(-1)!] as Schema);
      const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
      return Object.assign({}, ...parts.map(propertiesOf), schema.properties ?? {});
    }
    const itemsOf = (schema: Schema | undefined): Schema | undefined =>
      schema?.$ref
        ? itemsOf(components.schemas[schema.$ref.split("/").at(-1)!] as Schema)
        : (schema?.items ?? undefined);

    function strangers(ours: Schema, theirs: Schema | undefined, at: string): string[] {
      if (ours.items && itemsOf(theirs)) return strangers(ours.items, itemsOf(theirs), `${at}[]`);
      const known = propertiesOf(theirs);
      if (Object.keys(known).length === 0) return [];
      return Object.entries(ours.properties ?? {}).flatMap(([key, schema]) =>
        key in known ? strangers(schema, known[key], `${at}.${key}`) : [`${at}.${key}`],
      );
    }

    for (const { path, method, params = [], body, status, answer } of operations)
      it(`${method.toUpperCase()} ${path}`, () => {
        const operation = paths[path]?.[method];
        const names = operation?.parameters?.filter((p) => p.in === "query").map((p) => p.name) ?? [];
        const request = operation?.requestBody?.content["application/json"]?.schema;
        const response = operation?.responses[`${status}`]?.content?.["application/json"]?.schema;
        const isMulti = path === "/multi-search";
        expect({
          isThere: operation !== undefined,
          hasBody: request !== undefined,
          hasAnswer: response !== undefined,
          params: params.filter((name) => !names.includes(name)),
          sent: body ? strangers(body as Schema, request as Schema, "") : [],
          got: isMulti ? [] : strangers(answer as Schema, response as Schema, ""),
        }).toEqual({ isThere: true, hasBody: body !== undefined, hasAnswer: true, params: [], sent: [], got: [] });
      });
  },
);
