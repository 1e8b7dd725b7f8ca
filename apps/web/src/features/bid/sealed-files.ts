import type { SealedFileRef } from "@jiebang/domain/bid/bid-content.ts";
import { sealFile } from "@jiebang/ledger/sealed-file.ts";

/** Encrypts a file on this device and uploads the ciphertext; name, type and key stay with the proposal. */
export async function uploadSealed(file: File, roundId: string, organisationId: string): Promise<SealedFileRef> {
  const sealed = sealFile(new Uint8Array(await file.arrayBuffer()));
  const response = await fetch(`/files/sealed/${roundId}?organisation=${encodeURIComponent(organisationId)}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: sealed.ciphertext as BodyInit,
    credentials: "same-origin",
  });
  if (!response.ok) {
    const answer = (await response.json().catch(() => null)) as { message?: string } | null;
    throw new Error(answer?.message ?? String(response.status));
  }
  return {
    fileName: file.name,
    mediaType: file.type,
    size: file.size,
    sha256: sealed.sha256,
    cipherSha256: sealed.cipherSha256,
    key: sealed.key,
  };
}
