import type { FulfilmentView } from "@jiebang/domain/fulfilment/fulfilment.schema.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../app/trpc.ts";

/** Every verb answers the whole view; lists of what waits are asked anew. */
export function useFulfilmentChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (next: FulfilmentView) => {
    queryClient.setQueryData(trpc.fulfilment.get.queryKey({ agreementId: next.agreementId }), next);
    for (const path of [trpc.desk.pathKey(), trpc.dashboard.pathKey()])
      void queryClient.invalidateQueries({ queryKey: path });
  };
}
