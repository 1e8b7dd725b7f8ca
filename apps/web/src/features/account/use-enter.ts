import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useTRPC } from "../../app/trpc.ts";

/** Through the door: forget what an earlier account saw, learn who is here now, go where one was going. */
export function useEnter() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  return async (next?: string) => {
    queryClient.clear();
    await queryClient.fetchQuery({ ...trpc.session.current.queryOptions(), staleTime: 0 });
    if (next?.startsWith("/app/")) router.history.push(next);
    else await navigate({ to: "/" });
  };
}
