import { entryReasonInput, type OwnEntry } from "@jiebang/domain";
import { addDays, dayOf } from "@jiebang/domain/kernel/instants.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DayInput } from "../../components/inputs.tsx";

type Ask = "recall" | "discard" | "revise" | "withdraw" | "renew" | "archive" | null;
const REASONS = entryReasonInput.shape.reason.options;

/** What the server says this person may do with the entry now. */
export function EntryActions({ entry }: { entry: OwnEntry }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [ask, setAsk] = useState<Ask>(null);
  const [until, setUntil] = useState<string | null>(addDays(dayOf(new Date()), 365));
  const may = (action: OwnEntry["allowedActions"][number]) => entry.allowedActions.includes(action);
  const options = {
    meta: { showsOwnError: true },
    onSuccess: (next: OwnEntry) => {
      queryClient.setQueryData(trpc.entry.get.queryKey({ entryId: entry.id }), next);
      void queryClient.invalidateQueries({ queryKey: trpc.entry.list.queryKey() });
    },
  };
  const recall = useMutation(trpc.entry.recall.mutationOptions(options));
  const discard = useMutation(trpc.entry.discard.mutationOptions(options));
  const revise = useMutation(trpc.entry.revise.mutationOptions(options));
  const withdraw = useMutation(trpc.entry.withdraw.mutationOptions(options));
  const renew = useMutation(trpc.entry.renew.mutationOptions(options));
  const archive = useMutation(trpc.entry.archive.mutationOptions(options));
  const confirm = useMutation(trpc.entry.confirmOnBehalf.mutationOptions({ onSuccess: options.onSuccess }));
  const stamp = useMutation(trpc.entry.confirmByStamp.mutationOptions({ onSuccess: options.onSuccess }));
  const entryId = entry.id;
  const toEditor = () => navigate({ to: "/entries/$entryId/edit", params: { entryId } });
  const close = () => setAsk(null);
  return (
    <>
      {may("save") && (
        <Link to="/entries/$entryId/edit" params={{ entryId }} className="button-link">
          <Button type="primary" tabIndex={-1}>
            {t("web.entry.continue")}
          </Button>
        </Link>
      )}
      {may("confirm_on_behalf") && (
        <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate({ entryId })}>
          {t("web.entry.confirm_on_behalf")}
        </Button>
      )}
      {may("confirm_by_stamp") && (
        <Button loading={stamp.isPending} onClick={() => stamp.mutate({ entryId })}>
          {t("web.entry.confirm_by_stamp")}
        </Button>
      )}
      {may("revise") && <Button onClick={() => setAsk("revise")}>{t("web.entry.revise")}</Button>}
      {may("renew") && <Button onClick={() => setAsk("renew")}>{t("web.entry.renew")}</Button>}
      {may("recall") && <Button onClick={() => setAsk("recall")}>{t("web.entry.recall")}</Button>}
      {may("withdraw") && <Button onClick={() => setAsk("withdraw")}>{t("web.entry.withdraw")}</Button>}
      {may("discard") && <Button onClick={() => setAsk("discard")}>{t("web.entry.discard")}</Button>}
      {may("archive") && <Button onClick={() => setAsk("archive")}>{t("web.entry.archive")}</Button>}
      <Link to="/entries/$entryId/preview" params={{ entryId }} className="button-link">
        <Button tabIndex={-1}>{t("web.entry.preview")}</Button>
      </Link>
      <ConfirmWithReason
        open={ask === "recall"}
        onClose={close}
        title={t("web.entry.recall")}
        okText={t("web.entry.recall")}
        onConfirm={async () => {
          await recall.mutateAsync({ entryId });
          await toEditor();
        }}
      >
        {t("web.entry.recall_words")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={ask === "revise"}
        onClose={close}
        title={t("web.entry.revise")}
        okText={t("web.entry.revise")}
        onConfirm={async () => {
          await revise.mutateAsync({ entryId });
          await toEditor();
        }}
      >
        {t("web.entry.revise_words")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={ask === "discard"}
        onClose={close}
        danger
        title={t("web.entry.discard")}
        okText={t("web.entry.discard")}
        onConfirm={() => discard.mutateAsync({ entryId })}
      >
        {t("web.entry.discard_words")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={ask === "renew"}
        onClose={close}
        title={t("web.entry.renew")}
        okText={t("web.entry.renew")}
        onConfirm={async () => {
          if (until) await renew.mutateAsync({ entryId, validUntil: until });
        }}
      >
        <label htmlFor="renew-until">{t("web.entry.renew_until")}</label>
        <DayInput id="renew-until" value={until} onChange={setUntil} presets={[180, 365, 730]} />
      </ConfirmWithReason>
      <ConfirmWithReason
        open={ask === "withdraw"}
        onClose={close}
        danger
        title={t("web.entry.withdraw")}
        okText={t("web.entry.withdraw")}
        reasons={{ codes: REASONS, prefix: "web.entry.end_reason" }}
        text={{ label: t("web.entry.end_text") }}
        onConfirm={({ reasons, text }) =>
          withdraw.mutateAsync({ entryId, reason: reasons[0] as (typeof REASONS)[number], text })
        }
      >
        {t("web.entry.withdraw_words")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={ask === "archive"}
        onClose={close}
        danger
        title={t("web.entry.archive")}
        okText={t("web.entry.archive")}
        onConfirm={() => archive.mutateAsync({ entryId })}
      >
        {t("web.entry.archive_words")}
      </ConfirmWithReason>
    </>
  );
}
