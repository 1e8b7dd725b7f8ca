import type { BidView } from "@jiebang/domain/bid/bid.schema.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../app/trpc.ts";

/** Puts the bid that a verb returned into the cache; lists and boards ask again. */
export function useBidChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (bid: BidView) => {
    queryClient.setQueryData(trpc.bid.get.queryKey({ bidId: bid.id }), bid);
    void queryClient.invalidateQueries({ queryKey: trpc.bid.listMine.pathKey() });
    for (const path of [trpc.round.pathKey(), trpc.board.pathKey(), trpc.desk.pathKey()])
      void queryClient.invalidateQueries({ queryKey: path });
  };
}
