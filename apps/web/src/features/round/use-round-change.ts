import type { RoundView } from "@jiebang/domain/round/round.schema.ts";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";

/** Puts the round that a verb returned into the cache and lets everything that shows a part of it ask again. */
export function useRoundChange() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  return (round: RoundView) => {
    queryClient.setQueryData(trpc.round.get.queryKey({ roundId: round.id }), round);
    for (const path of [trpc.round.pathKey(), trpc.board.pathKey(), trpc.bid.pathKey(), trpc.desk.pathKey()])
      void queryClient.invalidateQueries({ queryKey: path });
    void message.success(t("web.round.done"));
  };
}
