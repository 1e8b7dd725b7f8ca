import { useQueryClient } from "@tanstack/react-query";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";

export type EditionView = Outputs["edition"]["get"];

/** Puts the edition that a verb returned into the cache; preview and lists are asked again. */
export function useEditionChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (edition: EditionView) => {
    queryClient.setQueryData(trpc.edition.get.queryKey({ editionId: edition.id }), edition);
    void queryClient.invalidateQueries({ queryKey: trpc.edition.preview.queryKey({ editionId: edition.id }) });
    void queryClient.invalidateQueries({ queryKey: trpc.edition.list.pathKey() });
  };
}
