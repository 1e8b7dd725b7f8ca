import type { CheckBidInput, OpenedBidView } from "@jiebang/domain/bid/bid.schema.ts";
import { FORMAL_REASONS } from "@jiebang/domain/bid/bid.states.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ReasonPicker } from "../../components/reason-picker.tsx";
import { useLocalName } from "../../components/values.tsx";

type Result = CheckBidInput["result"];

/** Completeness and eligibility: pass, ask for a correction of formal items, or fail, with coded reasons. */
export function CheckDialog({ bid, onClose }: { bid: OpenedBidView; onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const nameOf = useLocalName();
  const [result, setResult] = useState<Result>("pass");
  const [reasons, setReasons] = useState<string[]>([]);
  const [note, setNote] = useState("");
  const check = useMutation(
    trpc.bid.check.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: async () => {
        await Promise.all(
          [trpc.board.pathKey(), trpc.round.pathKey()].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
        );
        onClose();
      },
    }),
  );
  return (
    <Modal
      open
      title={`${t("web.round.check")} · ${nameOf(bid.lead)}`}
      okText={t("web.save")}
      okButtonProps={{ loading: check.isPending, disabled: result !== "pass" && reasons.length === 0 }}
      onOk={() =>
        check.mutate({
          bidId: bid.id,
          result,
          reasons: (result === "pass" ? [] : reasons) as CheckBidInput["reasons"],
          note: note.trim() || null,
        })
      }
      onCancel={onClose}
      width={640}
    >
      <div className="stack">
        <Radio.Group
          value={result}
          onChange={(event) => setResult(event.target.value)}
          options={(["pass", "correct", "fail"] as const).map((value) => ({
            value,
            label: t(`web.round.check_${value}`),
          }))}
        />
        {result !== "pass" && (
          <ReasonPicker
            multiple
            codes={FORMAL_REASONS}
            prefix="bid.formal_reason"
            value={reasons}
            onChange={setReasons}
          />
        )}
        <Input.TextArea
          aria-label={t("web.round.check_note")}
          placeholder={t("web.round.check_note")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
        />
        {check.isError && <Alert type="error" showIcon title={explainError(t, check.error)} role="alert" />}
      </div>
    </Modal>
  );
}
