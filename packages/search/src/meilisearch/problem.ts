import {
  MeilisearchApiError,
  MeilisearchError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  MeilisearchTaskTimeOutError,
} from "meilisearch";
import { IndexError } from "../index-port.ts";
import type { EngineProblem } from "../port.ts";

/** No answer in the time that somebody who waits has. */
export class EngineSlowError extends Error {
  override readonly name = "EngineSlowError";
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

export class EngineVersionError extends Error {
  override readonly name = "EngineVersionError";
}

const BY_CODE: Record<string, EngineProblem> = {
  no_space_left_on_device: "full",
  database_size_limit_reached: "full",
  too_many_open_files: "full",
  index_not_found: "missing",
  invalid_api_key: "unauthorised",
  missing_authorization_header: "unauthorised",
  missing_master_key: "unauthorised",
  too_many_search_requests: "slow",
  remote_timeout: "slow",
  // Settings that the index does not have, or words that the server does not know: made by another version.
  invalid_search_attributes_to_search_on: "missing",
  invalid_search_filter: "missing",
  invalid_search_sort: "missing",
  invalid_search_facets: "missing",
  unknown_index_settings: "wrongVersion",
  invalid_settings_ranking_rules: "wrongVersion",
  invalid_settings_filterable_attributes: "wrongVersion",
};

/** Which trouble of the engine an error tells; undefined when it is none of the engine's. */
export function problemOf(error: unknown): EngineProblem | undefined {
  if (error instanceof EngineSlowError) return "slow";
  if (error instanceof EngineVersionError) return "wrongVersion";
  if (error instanceof IndexError) return BY_CODE[error.code] ?? "failing";
  if (error instanceof MeilisearchRequestTimeOutError || error instanceof MeilisearchTaskTimeOutError) return "slow";
  if (error instanceof MeilisearchRequestError) {
    // The client calls a timeout of its own a failed request in some cases.
    return isTimeout(error.cause) ? "slow" : "unreachable";
  }
  if (error instanceof MeilisearchApiError) {
    const known = error.cause && BY_CODE[error.cause.code];
    if (known) return known;
    const { status } = error.response;
    if (status === 401 || status === 403) return "unauthorised";
    if (status === 507) return "full";
    if (status === 404 || status === 405 || status === 415) return "wrongVersion";
    if (status === 408 || status === 429 || status === 504) return "slow";
    return "failing";
  }
  // An answer that is no JSON: of a proxy whose server is away, or of something else at that address.
  if (error instanceof MeilisearchError || error instanceof SyntaxError) return "failing";
  // The connection went while the answer was on its way.
  if (error instanceof TypeError && /terminated|fetch failed|network/i.test(error.message)) return "unreachable";
  return undefined;
}

const isTimeout = (cause: unknown) => cause instanceof Error && /timeout|abort/i.test(`${cause.name} ${cause.message}`);
