import type { DecideItemInput, OpenedBidView } from "@jiebang/domain/bid/bid.schema.ts";
import { NOT_SELECTED_REASONS, SELECTED_REASONS, VALID_BID_STATES } from "@jiebang/domain/bid/bid.states.ts";
import type { BoardItemDetail } from "@jiebang/domain/board/board.schema.ts";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Radio, Select } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { useLocalName } from "../../components/values.tsx";
import { useRoundChange } from "./use-round-change.ts";

interface Choice {
  outcome?: "selected" | "not_selected";
  reason?: string;
  text: string;
}

/** The poster's decision: one outcome and one coded reason for every valid bid; pending until the release. */
export function DecidePanel({ item, bids }: { item: BoardItemDetail; bids: OpenedBidView[] }) {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const changed = useRoundChange();
  const max = useSuspenseQuery(trpc.round.get.queryOptions({ roundId: item.roundId })).data.values.winnersMax;
  const valid = bids.filter((bid) => (VALID_BID_STATES as readonly string[]).includes(bid.state));
  const [choices, setChoices] = useState<Record<string, Choice>>(() =>
    Object.fromEntries(
      valid.map((bid) => [
        bid.id,
        { outcome: bid.decision?.outcome, reason: bid.decision?.reason, text: bid.decision?.text ?? "" },
      ]),
    ),
  );
  const [nobody, setNobody] = useState(false);
  const [noneReason, setNoneReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const decide = useMutation(trpc.board.decide.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }));
  const set = (bidId: string, change: Partial<Choice>) =>
    setChoices((all) => ({ ...all, [bidId]: { ...(all[bidId] ?? { text: "" }), ...change } }));
  const save = () => {
    const rows = valid.map((bid) => ({ bidId: bid.id, ...(choices[bid.id] ?? { text: "" }) }));
    const outcomeOf = (row: (typeof rows)[number]) => (nobody ? "not_selected" : row.outcome);
    const selected = rows.filter((row) => outcomeOf(row) === "selected");
    if (rows.some((row) => !outcomeOf(row) || !row.reason) || (!nobody && selected.length === 0))
      return setProblem(t("web.round.decide_incomplete"));
    if (selected.length > max) return setProblem(t("web.round.decide_too_many", { max }));
    setProblem(null);
    const input = {
      itemId: item.id,
      selected: selected.map(({ bidId, reason, text }) => ({ bidId, reason, text })),
      others: rows
        .filter((row) => outcomeOf(row) === "not_selected")
        .map(({ bidId, reason, text }) => ({ bidId, reason, text })),
      noneReason: nobody ? noneReason : null,
    };
    decide.mutate(input as DecideItemInput);
  };
  return (
    <section className="decide" aria-label={t("web.round.item_action_decide")}>
      <h3 className="section-title">{t("web.round.item_action_decide")}</h3>
      <p className="muted">{t("web.round.decide_lead", { max })}</p>
      <Checkbox checked={nobody} onChange={(event) => setNobody(event.target.checked)}>
        {t("web.round.decide_none")}
      </Checkbox>
      {nobody && (
        <Input.TextArea
          aria-label={t("web.round.decide_none_reason")}
          placeholder={t("web.round.decide_none_reason")}
          value={noneReason}
          onChange={(event) => setNoneReason(event.target.value)}
          maxLength={2000}
          autoSize={{ minRows: 2 }}
        />
      )}
      <ul className="rows">
        {valid.map((bid) => {
          const choice = choices[bid.id] ?? { text: "" };
          const outcome = nobody ? "not_selected" : choice.outcome;
          const name = nameOf(bid.lead);
          const isSelected = outcome === "selected";
          return (
            <li key={bid.id}>
              <div className="rows-main stack-tight">
                <strong>{name}</strong>
                {!nobody && (
                  <Radio.Group
                    aria-label={name}
                    value={choice.outcome}
                    onChange={(event) => set(bid.id, { outcome: event.target.value, reason: undefined })}
                    options={[
                      { value: "selected", label: t("web.round.decide_select") },
                      { value: "not_selected", label: t("web.round.decide_pass") },
                    ]}
                  />
                )}
                {outcome && (
                  <>
                    <Select
                      aria-label={`${t("web.reason")}: ${name}`}
                      placeholder={t("web.reason")}
                      style={{ width: "100%" }}
                      value={choice.reason}
                      onChange={(reason) => set(bid.id, { reason })}
                      options={(isSelected ? SELECTED_REASONS : NOT_SELECTED_REASONS).map((code) => ({
                        value: code,
                        label: t(`bid.${outcome}_reason.${code}`),
                      }))}
                    />
                    <Input.TextArea
                      aria-label={`${t("web.round.decide_text")}: ${name}`}
                      placeholder={t("web.round.decide_text")}
                      value={choice.text}
                      onChange={(event) => set(bid.id, { text: event.target.value })}
                      maxLength={2000}
                      autoSize={{ minRows: 2, maxRows: 8 }}
                    />
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {(problem || decide.isError) && (
        <Alert type="error" showIcon role="alert" title={problem ?? explainError(t, decide.error)} />
      )}
      <div className="form-actions">
        <Button type="primary" loading={decide.isPending} onClick={save}>
          {t("web.round.decide_save")}
        </Button>
        {item.state === "decided" && <span className="muted">{t("web.round.decide_saved")}</span>}
      </div>
    </section>
  );
}
