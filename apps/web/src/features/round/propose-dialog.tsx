import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ErrorFace, PageSkeleton } from "../../components/faces.tsx";
import { MoneyRange } from "../../components/values.tsx";
import { useTitle } from "./round-words.ts";
import { useRoundChange } from "./use-round-change.ts";

/** The published demands that the reader may bring on the board. */
export function ProposeDialog({ roundId, onClose }: { roundId: string; onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const titleOf = useTitle();
  const changed = useRoundChange();
  const [words, setWords] = useState("");
  const candidates = useQuery(trpc.board.candidates.queryOptions({ roundId }));
  const propose = useMutation(trpc.board.propose.mutationOptions({ onSuccess: changed }));
  const found = (candidates.data ?? []).filter((entry) =>
    `${entry.title}${entry.titleEn ?? ""}${entry.number ?? ""}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  return (
    <Modal open title={t("web.round.propose")} footer={null} onCancel={onClose} width={720}>
      <div className="stack">
        <p className="muted">{t("web.round.propose_hint")}</p>
        <Input.Search
          aria-label={t("web.round.propose")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          allowClear
        />
        {candidates.isPending ? (
          <PageSkeleton />
        ) : candidates.isError ? (
          <ErrorFace error={candidates.error} onRetry={() => void candidates.refetch()} />
        ) : found.length === 0 ? (
          <p className="muted">{t("web.round.propose_none")}</p>
        ) : (
          <ul className="rows scroll-rows">
            {found.map((entry) => (
              <li key={entry.id}>
                <div className="rows-main">
                  {titleOf(entry)}
                  <div className="rows-sub">
                    <span className="mono">{entry.number}</span> · <MoneyRange value={entry.money} />
                  </div>
                </div>
                <Button
                  size="small"
                  aria-label={`${t("web.round.propose")}: ${titleOf(entry)}`}
                  loading={propose.isPending && propose.variables?.entryId === entry.id}
                  onClick={() =>
                    propose.mutate({ roundId, entryId: entry.id }, { onSuccess: () => void candidates.refetch() })
                  }
                >
                  {t("web.round.propose")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Modal>
  );
}
