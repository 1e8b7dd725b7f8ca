import type { BoardItemView } from "@jiebang/domain/board/board.schema.ts";
import type { RoundView } from "@jiebang/domain/round/round.schema.ts";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DueIn, MoneyRange, useLocalName } from "../../components/values.tsx";
import { ItemActions } from "./item-actions.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";
import { useTitle } from "./round-words.ts";

export function RoundBoard({ round }: { round: RoundView }) {
  const t = useT();
  const [proposing, setProposing] = useState(false);
  const propose = round.allowedActions.includes("proposeItem") && (
    <Button onClick={() => setProposing(true)}>{t("web.round.propose")}</Button>
  );
  return (
    <>
      {round.items.length > 0 && propose && <div className="toolbar">{propose}</div>}
      {round.items.length === 0 ? (
        <EmptyFace title={t("web.round.board_empty")} hint={t("web.round.board_empty_hint")} action={propose} />
      ) : (
        <ul className="board">
          {round.items.map((item) => (
            <BoardRow key={item.id} item={item} />
          ))}
        </ul>
      )}
      {proposing && <ProposeDialog roundId={round.id} onClose={() => setProposing(false)} />}
    </>
  );
}

function BoardRow({ item }: { item: BoardItemView }) {
  const t = useT();
  const nameOf = useLocalName();
  const titleOf = useTitle();
  const waits = item.state === "proposed" && !item.consentedAt;
  return (
    <li className="board-row">
      <div className="board-number" aria-hidden="true">
        {item.number ?? "·"}
      </div>
      <div className="board-main">
        <div className="board-title">
          <span className="sr-only">
            {item.number ? t("web.round.item_no", { number: item.number }) : t("web.round.item_unnumbered")}{" "}
          </span>
          <Link to="/items/$itemId" params={{ itemId: item.id }}>
            {titleOf(item.entry)}
          </Link>{" "}
          <StateTag prefix="word.item_state" state={item.state} />
        </div>
        <div className="board-facts">
          <span>{item.poster ? nameOf(item.poster) : t("web.round.hidden_poster")}</span>
          {item.entry.number && <span className="mono">{item.entry.number}</span>}
          <MoneyRange value={item.entry.money} />
          <span>{t("web.round.sealed_bids", { count: item.sealedBids })}</span>
          {item.validBids !== null && <span>{t("web.round.valid_bids", { count: item.validBids })}</span>}
          {item.bidsCloseAt && item.state === "bidding" && (
            <span>
              {t("web.round.bids_close")} <DueIn value={item.bidsCloseAt} />
            </span>
          )}
          {waits && <span className="due-soon">{t("web.round.waits_consent")}</span>}
          {Boolean(item.openObjections) && (
            <span className="due-late">{t("web.round.open_objections", { count: item.openObjections })}</span>
          )}
          {item.selected.length > 0 && (
            <span>
              {t("web.round.selected")}: {item.selected.map(nameOf).join(t.locale === "zh" ? "、" : ", ")}
            </span>
          )}
          {item.endText && <span>{item.endText}</span>}
        </div>
      </div>
      <div className="board-actions">
        <ItemActions item={item} />
      </div>
    </li>
  );
}
