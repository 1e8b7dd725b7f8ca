import {
  type AnswerObjectionInput,
  OBJECTION_ANSWER_REASONS,
  type ObjectionView,
} from "@jiebang/domain/objection/objection.schema.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ReasonPicker } from "../../components/reason-picker.tsx";

/** The answer to an objection, with its reason and what follows for the item. */
export function AnswerDialog({ objection, onClose }: { objection: ObjectionView; onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [outcome, setOutcome] = useState<AnswerObjectionInput["outcome"]>("dismissed");
  const [consequence, setConsequence] = useState<AnswerObjectionInput["consequence"]>("decide_again");
  const [reason, setReason] = useState<string>();
  const [answer, setAnswer] = useState("");
  const send = useMutation(
    trpc.objection.answer.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: async () => {
        await Promise.all(
          [trpc.objection.pathKey(), trpc.round.pathKey(), trpc.board.pathKey()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        );
        onClose();
      },
    }),
  );
  return (
    <Modal
      open
      title={`${t("web.objection.answer")} · ${objection.objectorName}`}
      okText={t("web.objection.answer")}
      okButtonProps={{ loading: send.isPending, disabled: !reason || answer.trim().length < 5 }}
      onOk={() =>
        send.mutate({
          objectionId: objection.id,
          outcome,
          reason: reason as AnswerObjectionInput["reason"],
          answer,
          consequence,
        })
      }
      onCancel={onClose}
      width={640}
    >
      <div className="stack">
        <p className="prewrap">{objection.text}</p>
        <Radio.Group
          value={outcome}
          onChange={(event) => setOutcome(event.target.value)}
          options={[
            { value: "dismissed", label: t("web.objection.dismiss") },
            { value: "upheld", label: t("web.objection.uphold") },
          ]}
        />
        {outcome === "upheld" && (
          <Radio.Group
            aria-label={t("web.objection.consequence")}
            value={consequence}
            onChange={(event) => setConsequence(event.target.value)}
            options={[
              { value: "decide_again", label: t("web.objection.decide_again") },
              { value: "fail_item", label: t("web.objection.fail_item") },
            ]}
          />
        )}
        <ReasonPicker
          codes={OBJECTION_ANSWER_REASONS}
          prefix="objection.answer_reason"
          value={reason}
          onChange={setReason}
        />
        <Input.TextArea
          aria-label={t("web.objection.answer_text")}
          placeholder={t("web.objection.answer_text")}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
          maxLength={4000}
          showCount
          autoSize={{ minRows: 4, maxRows: 12 }}
        />
        {send.isError && <Alert type="error" showIcon title={explainError(t, send.error)} role="alert" />}
      </div>
    </Modal>
  );
}
