import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";

/** Everything a member may do with recommendations; every list of them is asked again afterwards. */
export function useRecommendationChange() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const settled = (words?: string) => ({
    onSuccess: () => {
      if (words) message.success(words);
      return queryClient.invalidateQueries({ queryKey: trpc.recommendation.pathKey() });
    },
  });
  return {
    dismiss: useMutation(
      trpc.recommendation.dismiss.mutationOptions({
        ...settled(t("web.recommendation.dismissed")),
        meta: { showsOwnError: true },
      }),
    ),
    restore: useMutation(trpc.recommendation.restore.mutationOptions(settled(t("web.recommendation.restored")))),
    showFewer: useMutation(
      trpc.recommendation.showFewer.mutationOptions({
        onSuccess: (rule) => {
          const name = (t.locale === "en" && rule.labelEn) || rule.label;
          message.success(t("web.recommendation.fewer_done", { name }));
          return queryClient.invalidateQueries({ queryKey: trpc.recommendation.pathKey() });
        },
      }),
    ),
    endFewer: useMutation(trpc.recommendation.endFewer.mutationOptions(settled())),
  };
}
