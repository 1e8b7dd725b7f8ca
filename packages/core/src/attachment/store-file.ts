import { newId } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import type { CheckedFile } from "./check-file.ts";

/** Puts the bytes away under a key of our own making (hash and id, never the sender's name). */
export async function storeFile(ctx: Ctx, file: CheckedFile): Promise<{ attachmentId: string; storageKey: string }> {
  const attachmentId = newId("att");
  const storageKey = `attachments/${file.sha256.slice(0, 2)}/${file.sha256}-${attachmentId}`;
  await ctx.services.files.put(storageKey, file.bytes);
  return { attachmentId, storageKey };
}
