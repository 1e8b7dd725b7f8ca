import type { RoundView } from "@jiebang/domain/round/round.schema.ts";
import { groupHash } from "@jiebang/ui/marks.tsx";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime, Day } from "../../components/values.tsx";
import { download } from "../bid/download.ts";
import { useTitle } from "./round-words.ts";

/** What was published, what was released, and the chain that holds it. */
export function RoundRecords({ round }: { round: RoundView }) {
  const t = useT();
  const titleOf = useTitle();
  const prefix = t.locale === "en" ? "/en" : "";
  return (
    <div className="columns-even">
      <div>
        <section className="sheet">
          <h2>{t("web.round.notices")}</h2>
          {round.notices.length === 0 && <p className="muted">{t("web.round.notices_none")}</p>}
          <ul className="rows">
            {round.notices.map((notice) => (
              <li key={notice.id}>
                <div className="rows-main">
                  <a href={`${prefix}/notices/${notice.number}`}>{titleOf(notice)}</a>
                  <div className="rows-sub">
                    <span className="mono">{notice.number}</span> · {t(`word.notice.${notice.kind}`)} ·{" "}
                    <DateTime value={notice.publishedAt} />
                  </div>
                </div>
                {notice.closesOn && (
                  <span className="muted">
                    {t("web.notice.until")} <Day value={notice.closesOn} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
        <section className="sheet">
          <h2>{t("web.round.releases")}</h2>
          {round.releases.length === 0 && <p className="muted">{t("web.round.releases_none")}</p>}
          <ul className="rows">
            {round.releases.map((release) => (
              <li key={release.version}>
                <div className="rows-main">
                  <strong>{t("web.round.release_version", { version: release.version })}</strong>{" "}
                  <DateTime value={release.releasedAt} />
                  <div className="rows-sub prewrap">{release.changelog}</div>
                  <HashText value={release.hash} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <Ledger round={round} />
    </div>
  );
}

export function HashText({ value }: { value: string }) {
  return (
    <code className="hash-text mono">
      {groupHash(value).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a hash have no other identity
        <span key={index}>{group}</span>
      ))}
    </code>
  );
}

function Ledger({ round }: { round: RoundView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const save = async () => {
    const chain = await queryClient.fetchQuery(trpc.round.ledger.queryOptions({ roundId: round.id }));
    download(`ledger-${round.number ?? round.id}.json`, JSON.stringify(chain, null, 2));
  };
  return (
    <section className="sheet">
      <h2>{t("web.round.ledger")}</h2>
      <p className="muted">{t("web.round.ledger_hint")}</p>
      {round.ledger && (
        <div className="stack" style={{ marginTop: 12 }}>
          <div>
            <div className="muted">
              {t("web.round.ledger_head")} · {t("web.round.ledger_seq", { seq: round.ledger.seq })}
            </div>
            <HashText value={round.ledger.head} /> <CopyButton text={round.ledger.head} />
          </div>
          {round.boardHash && (
            <div>
              <div className="muted">{t("web.round.board_hash")}</div>
              <HashText value={round.boardHash} /> <CopyButton text={round.boardHash} />
            </div>
          )}
          <Button onClick={() => void save()}>{t("web.round.ledger_download")}</Button>
        </div>
      )}
    </section>
  );
}
