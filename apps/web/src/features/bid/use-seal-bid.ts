import type { BidView, Receipt } from "@jiebang/domain/bid/bid.schema.ts";
import type { BidContent, SealedContent } from "@jiebang/domain/bid/bid-content.ts";
import type { RoundView } from "@jiebang/domain/round/round.schema.ts";
import { randomBytes, toBase64Url } from "@jiebang/ledger/encoding.ts";
import { sealBid } from "@jiebang/ledger/envelope.ts";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC } from "../../app/trpc.ts";
import { useBidChange } from "./use-bid-change.ts";

/** Seals in the browser and hands in; a repeated try of the same content keeps its envelope and key, so that it makes one bid. */
export function useSealBid(bid: BidView, sealing: RoundView["sealing"]) {
  const trpc = useTRPC();
  const changed = useBidChange();
  const seal = useMutation(trpc.bid.seal.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }));
  const [sealed, setSealed] = useState<SealedContent | null>(null);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const attempt = useRef<{ text: string; key: string; envelope: ReturnType<typeof sealBid> } | null>(null);
  const run = async (content: BidContent) => {
    const text = JSON.stringify(content);
    if (attempt.current?.text !== text)
      attempt.current = {
        text,
        key: toBase64Url(randomBytes(24)),
        envelope: sealBid({
          procedureId: bid.roundId,
          itemId: bid.itemId,
          bidId: bid.id,
          content,
          mode: sealing.mode,
          publicKey: sealing.publicKey,
        }),
      };
    const { envelope, key } = attempt.current;
    const view = await seal.mutateAsync({
      bidId: bid.id,
      algorithm: envelope.algorithm,
      ciphertext: envelope.ciphertext,
      commitment: envelope.commitment,
      files: content.attachments.map((file) => file.cipherSha256),
      idempotencyKey: key,
    });
    attempt.current = null;
    setSealed(envelope.plaintext);
    setReceipt(view.receipt);
  };
  return { run, sealed, receipt };
}
