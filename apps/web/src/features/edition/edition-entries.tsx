import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from "@ant-design/icons";
import type { EditionCard } from "@jiebang/domain/edition/edition.schema.ts";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { Day } from "../../components/values.tsx";
import { useBilingual } from "../call/call-words.ts";
import { EditionDifferenceView } from "./edition-difference.tsx";
import { EditionSelection } from "./edition-selection.tsx";
import { type EditionView, useEditionChange } from "./use-edition-change.ts";

const SHOWN = 50;

/** What would be issued now: choose, look, order; what stays out and why; and what that changes. */
export function EditionEntries({ edition }: { edition: EditionView }) {
  const t = useT();
  const trpc = useTRPC();
  const [tab, setTab] = useState("entries");
  const preview = useSuspenseQuery(trpc.edition.preview.queryOptions({ editionId: edition.id })).data;
  const mayEdit = edition.allowedActions.includes("edit");
  return (
    <>
      {mayEdit && <EditionSelection edition={edition} />}
      <PageTabs
        active={tab}
        onChange={setTab}
        label={t("web.edition.preview")}
        items={[
          {
            key: "entries",
            label: t("web.edition.tab_in", { n: preview.entries.length }),
            children: (
              <div className="sheet">
                {preview.entries.length === 0 ? (
                  <EmptyFace
                    title={t("web.edition.nothing_in")}
                    hint={mayEdit ? t("web.edition.nothing_in_hint") : undefined}
                  />
                ) : (
                  <Entries
                    edition={edition}
                    entries={preview.entries}
                    leftOut={preview.leftOut.map((e) => e.entryId)}
                  />
                )}
              </div>
            ),
          },
          {
            key: "out",
            label: t("web.edition.tab_out", { n: preview.leftOut.length }),
            children: (
              <div className="sheet">
                {preview.leftOut.length === 0 && <p className="muted">{t("web.edition.nothing_out")}</p>}
                <ul className="rows">
                  {preview.leftOut.map((e) => (
                    <li key={e.entryId}>
                      <div className="rows-main">
                        {e.title || t("web.call.untitled")}
                        <div className="muted mono">{e.number}</div>
                      </div>
                      <span>{t(`word.left_out.${e.reason}`)}</span>
                    </li>
                  ))}
                </ul>
              </div>
            ),
          },
          {
            key: "difference",
            label: t("web.edition.tab_difference"),
            children: (
              <div className="sheet">
                <EditionDifferenceView difference={preview.difference} isFirst={preview.previous === null} />
              </div>
            ),
          },
        ]}
      />
    </>
  );
}

interface EntriesProps {
  edition: EditionView;
  entries: EditionCard[];
  leftOut: string[];
}

function Entries({ edition, entries, leftOut }: EntriesProps) {
  const t = useT();
  const trpc = useTRPC();
  const textOf = useBilingual();
  const changed = useEditionChange();
  const [shown, setShown] = useState(SHOWN);
  const save = useMutation(trpc.edition.savePicks.mutationOptions({ onSuccess: changed }));
  const sort = useMutation(trpc.edition.sort.mutationOptions({ onSuccess: changed }));
  const mayEdit = edition.allowedActions.includes("edit");
  const busy = save.isPending || sort.isPending;
  const write = (ids: string[]) =>
    save.mutate({ editionId: edition.id, version: edition.version, entryIds: [...ids, ...leftOut] });
  const ids = entries.map((e) => e.entryId);
  const move = (at: number, step: number) => {
    const next = [...ids];
    const [moved] = next.splice(at, 1);
    next.splice(at + step, 0, moved!);
    write(next);
  };
  return (
    <>
      {mayEdit && (
        <div className="toolbar">
          <Select
            aria-label={t("web.edition.sort")}
            placeholder={t("web.edition.sort")}
            style={{ minWidth: 200 }}
            value={null}
            loading={sort.isPending}
            onChange={(by: "chain" | "industry" | "number" | "published" | null) =>
              by && sort.mutate({ editionId: edition.id, by })
            }
            options={(["chain", "industry", "number", "published"] as const).map((by) => ({
              value: by,
              label: t(`web.edition.sort_${by}`),
            }))}
          />
        </div>
      )}
      <ol className="edition-picks" aria-busy={busy}>
        {entries.slice(0, shown).map((e, i) => (
          <li key={e.entryId}>
            <span className="edition-place muted">{i + 1}</span>
            <div className="rows-main">
              {textOf(e.title, e.titleEn)}
              <div className="muted">
                <span className="number">{e.number}</span> ·{" "}
                {e.isPosterHidden ? t("web.edition.hidden_poster") : e.posterName}
                {(e.chain ?? e.industry) && ` · ${e.chain ?? e.industry}`}
                {e.validUntil && (
                  <>
                    {" · "}
                    {t("edition.field.validUntil")} <Day value={e.validUntil} />
                  </>
                )}
              </div>
            </div>
            {mayEdit && (
              <span className="edition-buttons">
                <Button
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={t("web.edition.move_up", { number: e.number })}
                  disabled={i === 0 || busy}
                  onClick={() => move(i, -1)}
                />
                <Button
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={t("web.edition.move_down", { number: e.number })}
                  disabled={i === entries.length - 1 || busy}
                  onClick={() => move(i, 1)}
                />
                <Button
                  size="small"
                  icon={<CloseOutlined />}
                  aria-label={t("web.edition.remove", { number: e.number })}
                  disabled={busy}
                  onClick={() => write(ids.filter((id) => id !== e.entryId))}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      {entries.length > shown && (
        <Button onClick={() => setShown(shown + 200)}>
          {t("web.edition.show_more", { n: entries.length - shown })}
        </Button>
      )}
    </>
  );
}
