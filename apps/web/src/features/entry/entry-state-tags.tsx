import type { OwnEntryRow } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useT } from "../../app/locale.tsx";
import { StateTag } from "../../components/state-tag.tsx";

/** The entry's state, and beside it the revision on its way when there is one. */
export function EntryStateTags({ row }: { row: Pick<OwnEntryRow, "state" | "revisionState" | "isOnBehalf"> }) {
  const t = useT();
  const isSettled = ["published", "superseded", "withdrawn"].includes(row.revisionState);
  return (
    <span className="row-actions">
      {row.state !== "draft" && <StateTag prefix="word.entry_state" state={row.state} />}
      {(row.state === "draft" || !isSettled) && <StateTag prefix="web.revision_state" state={row.revisionState} />}
      {row.isOnBehalf && <StateBadge tone="quiet">{t("web.entry.on_behalf")}</StateBadge>}
    </span>
  );
}
