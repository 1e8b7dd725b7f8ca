import type { CallView } from "@jiebang/domain/call/call.schema.ts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, Select } from "antd";
import { useId, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";

/** For members: an entry of one's own under this call, one that stands already or a new one. */
export function HandInPanel({ call }: { call: CallView }) {
  const t = useT();
  const trpc = useTRPC();
  const id = useId();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<string | null>(null);
  const own = useQuery(
    trpc.entry.list.queryOptions({ limit: 100, ...(call.kinds.length === 1 ? { kind: call.kinds[0] } : {}) }),
  );
  const handIn = useMutation(
    trpc.calls.handIn.mutationOptions({
      onSuccess: (view, { entryId }) => {
        queryClient.setQueryData(trpc.calls.ofEntry.queryKey({ entryId }), view);
        void queryClient.invalidateQueries({ queryKey: trpc.calls.pathKey() });
        setChosen(null);
        void message.success(t("web.call.handed_in"));
      },
    }),
  );
  const entries = (own.data?.items ?? []).filter((e) => e.state !== "archived" && e.state !== "withdrawn");
  return (
    <section className="sheet">
      <h2>{t("web.call.hand_in_title")}</h2>
      <p className="muted">{t("web.call.hand_in_hint")}</p>
      <div className="basis-add">
        <label htmlFor={id} className="sr-only">
          {t("web.call.hand_in_own")}
        </label>
        <Select
          id={id}
          style={{ flex: "1 1 16rem", minWidth: 0 }}
          placeholder={t("web.call.hand_in_own")}
          loading={own.isPending}
          showSearch={{ optionFilterProp: "label" }}
          value={chosen}
          onChange={setChosen}
          options={entries.map((e) => ({
            value: e.id,
            label: [e.number, e.title || t("web.call.untitled")].filter(Boolean).join(" "),
          }))}
        />
        <Button
          type="primary"
          disabled={!chosen}
          loading={handIn.isPending}
          onClick={() => chosen && handIn.mutate({ callId: call.id, entryId: chosen })}
        >
          {t("web.call.hand_in")}
        </Button>
      </div>
      <p>
        {call.kinds.map((kind) => (
          <Link key={kind} to="/entries/new" search={{ kind }} style={{ marginRight: 16 }}>
            {t("web.call.new_entry", { kind: t(`word.kind.${kind}`) })}
          </Link>
        ))}
      </p>
    </section>
  );
}
