import type { EngineStatus, SearchDocument } from "./port.ts";

/** One stored document and the hash of what it was made from. */
export interface StoredHash {
  id: string;
  hash: string;
}

/** The documents of one index, being searched or being built. Every call settles when the engine has worked it in. */
export interface DocumentStore {
  /** Whole documents; what stood there of them is replaced. Rejects with an `IndexError` when the engine's task failed. */
  write(documents: SearchDocument[]): Promise<void>;
  /** Unknown ids do no harm. */
  drop(ids: string[]): Promise<void>;
  count(): Promise<number>;
  /** Stored hashes in the order of ids, those after `after`; fewer than `limit` mean the end. */
  hashes(after: string | undefined, limit: number): Promise<StoredHash[]>;
}

/**
 * What keeps an index true: written to by the outbox, compared by the checker, built anew beside itself.
 * The documents come from the database each time; an index is never a source.
 */
export interface IndexKeeper extends DocumentStore {
  readonly engine: EngineStatus["engine"];
  /** What `hashes` holds for a document that is up to date. */
  hashOf(document: SearchDocument): string;
  /** Of the settings and the form of documents that this code wants. */
  readonly settingsHash: string;
  /** Of those that the live index was made with; undefined when there is none. Another one means: rebuild. */
  liveSettingsHash(): Promise<string | undefined>;
  /** Makes the live index, empty, where there is none. True when it was made just now (and wants filling). */
  ensure(): Promise<boolean>;
  /** Opens an empty index with the wanted settings beside the live one; one left by a rebuild that died is emptied. */
  prepareRebuild(): Promise<IndexRebuild>;
  /** Tasks of this index that failed lately, newest first, whoever sent them. */
  failures(limit?: number): Promise<IndexFailure[]>;
  /** Tasks that the engine has accepted and not finished. */
  pending(): Promise<number>;
  /** Is the server there, does it let us in, is it of a version that we know, has it room? Never rejects. */
  check(): Promise<EngineStatus>;
}

/**
 * An index being built. Writes that happen meanwhile go to both (the live index and this one) or are repeated after the
 * swap; `write` and `drop` may be repeated harmlessly.
 */
export interface IndexRebuild extends DocumentStore {
  readonly index: string;
  /** Searches see the new index from one moment to the next; the old one is dropped. */
  swap(): Promise<void>;
  abandon(): Promise<void>;
}

export interface IndexFailure {
  at: string;
  what: string;
  code: string;
  message: string;
}

/** A task that the engine took and could not do. */
export class IndexError extends Error {
  override readonly name = "IndexError";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
