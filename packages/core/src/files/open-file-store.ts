import fs from "node:fs";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import type { FileStore } from "../kernel/file-store.ts";

export type FileStoreOptions =
  | { kind: "local"; directory: string }
  | {
      kind: "s3";
      bucket: string;
      region: string;
      endpoint?: string;
      credentials?: { accessKeyId: string; secretAccessKey: string };
    };

/** Files on the local disk (several processes may share the folder) or in an S3 bucket. Nothing is ever public by itself. */
export async function openFileStore(options: FileStoreOptions): Promise<FileStore> {
  const disk = new Disk(options.kind === "local" ? localDriver(options.directory) : await s3Driver(options));
  return {
    put: (key, bytes) => disk.put(key, bytes),
    get: (key) => disk.getBytes(key),
    remove: (key) => disk.delete(key),
  };
}

function localDriver(directory: string) {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 }); // other users of the machine read files through us only
  return new FSDriver({ location: directory, visibility: "private" });
}

async function s3Driver(options: Extract<FileStoreOptions, { kind: "s3" }>) {
  // Loaded only where it is used: the client alone would be a tenth of the server's memory.
  const { S3Driver } = await import("flydrive/drivers/s3");
  return new S3Driver({
    bucket: options.bucket,
    region: options.region,
    endpoint: options.endpoint,
    credentials: options.credentials,
    forcePathStyle: options.endpoint !== undefined, // MinIO and its kind have no host name per bucket
    supportsACL: false, // the bucket's policy decides; newer buckets refuse ACLs
    visibility: "private",
  });
}
