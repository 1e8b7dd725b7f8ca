import type { Receipt } from "@jiebang/domain";
import { canonicalBytes } from "./canonical.ts";
import { signBytes, verifySignature } from "./signing.ts";

const signedPart = ({ signature: _, ...rest }: Receipt): Uint8Array => canonicalBytes(rest);

export function signReceipt(unsigned: Omit<Receipt, "signature">, privateKey: Uint8Array): Receipt {
  const receipt = { ...unsigned, signature: "" };
  return { ...receipt, signature: signBytes(unsigned.algorithm, privateKey, signedPart(receipt)) };
}

/** True when the platform signed exactly this receipt. `publicKey`: known from elsewhere; else the one printed on it. */
export function verifyReceipt(receipt: Receipt, publicKey: string = receipt.publicKey): boolean {
  return (
    publicKey === receipt.publicKey &&
    verifySignature(receipt.algorithm, publicKey, signedPart(receipt), receipt.signature)
  );
}
