export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_many"
  | "unavailable";

/** The one error that a rule raises. `reason` is dotted and stable; i18n turns it into a sentence with `details`. */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly reason: string;
  readonly details: Record<string, unknown>;

  constructor(kind: ErrorKind, reason: string, details: Record<string, unknown> = {}) {
    super(reason);
    this.name = "DomainError";
    this.kind = kind;
    this.reason = reason;
    this.details = details;
  }
}

/** "Does not exist" is built once: what an actor may not see answers exactly as an unknown id. */
export function notFound(): DomainError {
  return new DomainError("not_found", "common.not_found");
}
