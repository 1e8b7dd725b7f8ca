/** Blobs by key: a local disk or S3, behind one small port. Keys are made by us (never by people). */
export interface FileStore {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array>;
  remove(key: string): Promise<void>;
}
