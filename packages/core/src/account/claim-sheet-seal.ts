import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { type ClaimSlip, claimSlip } from "@jiebang/domain";

const keyOf = (secret: string, printId: string) =>
  Buffer.from(hkdfSync("sha256", secret, printId, "jiebang claim sheet v1", 32));

/** AES-256-GCM under a key of its own for each printing; the database alone does not give the codes away. */
export function sealSheet(secret: string, printId: string, slips: ClaimSlip[]): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret, printId), nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(slips), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

export function openSheet(secret: string, printId: string, sheet: Uint8Array): ClaimSlip[] {
  const bytes = Buffer.from(sheet);
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, printId), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  return claimSlip.array().parse(JSON.parse(text));
}
