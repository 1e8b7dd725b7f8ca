import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DueIn } from "../../components/values.tsx";
import { useBilingual } from "./call-words.ts";

/** Under which calls an entry stands, and the open ones it could be handed in under; nothing where there is none. */
export function EntryCalls({ entryId }: { entryId: string }) {
  const t = useT();
  const trpc = useTRPC();
  const textOf = useBilingual();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.calls.ofEntry.queryOptions({ entryId }));
  const own = {
    onSuccess: (view: NonNullable<typeof data>) => {
      queryClient.setQueryData(trpc.calls.ofEntry.queryKey({ entryId }), view);
      void queryClient.invalidateQueries({ queryKey: trpc.calls.pathKey() });
    },
  };
  const handIn = useMutation(trpc.calls.handIn.mutationOptions(own));
  const takeOut = useMutation(trpc.calls.takeOut.mutationOptions(own));
  if (!data || data.under.length + data.open.length === 0) return null;
  return (
    <section className="sheet" aria-label={t("web.call.of_entry")}>
      <h2>{t("web.call.of_entry")}</h2>
      <ul className="rows">
        {data.under.map((call) => (
          <li key={call.callId}>
            <div className="rows-main">
              <Link to="/calls/$callId" params={{ callId: call.callId }}>
                {textOf(call.title, call.titleEn)}
              </Link>
              <div className="muted">
                {t("web.call.is_under")} · <DueIn value={call.closesAt} isDone={!call.canTakeOut} />
              </div>
            </div>
            {call.canTakeOut && (
              <Button
                size="small"
                loading={takeOut.isPending}
                onClick={() => takeOut.mutate({ callId: call.callId, entryId })}
              >
                {t("web.call.take_out")}
              </Button>
            )}
          </li>
        ))}
        {data.open.map((call) => (
          <li key={call.callId}>
            <div className="rows-main">
              <Link to="/calls/$callId" params={{ callId: call.callId }}>
                {textOf(call.title, call.titleEn)}
              </Link>
              <div className="muted">
                <DueIn value={call.closesAt} />
              </div>
            </div>
            <Button
              size="small"
              loading={handIn.isPending}
              onClick={() => handIn.mutate({ callId: call.callId, entryId })}
            >
              {t("web.call.hand_in")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
