/** Small real services for verbs: files in memory. The type of core's `Services` fits it. */
export function testServices() {
  const blobs = new Map<string, Uint8Array>();
  return {
    blobs,
    files: {
      put: async (key: string, bytes: Uint8Array) => void blobs.set(key, bytes),
      get: async (key: string) => {
        const found = blobs.get(key);
        if (!found) throw new Error(`no file ${key}`);
        return found;
      },
      remove: async (key: string) => void blobs.delete(key),
    },
    secret: "a secret for tests, long enough to derive keys from",
    publicUrl: "http://127.0.0.1:4300",
  };
}
