import type { EntryContent } from "@jiebang/domain/entry/entry-content.ts";
import { Button, Modal, Radio } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { DiffView } from "../../components/diff-view.tsx";
import { DateTime } from "../../components/values.tsx";
import { fieldLabel, fieldText } from "./field-text.ts";
import type { Conflict } from "./use-entry-draft.ts";

type Choice = "mine" | "theirs";

function assign(target: Record<string, unknown>, path: string, value: unknown) {
  const parts = path.split(".");
  const last = parts.pop()!;
  let at = target;
  for (const part of parts) {
    at[part] = { ...((at[part] ?? {}) as object) };
    at = at[part] as Record<string, unknown>;
  }
  at[last] = value;
}

/** Two wrote at once: field by field the difference, and which text is kept. */
export function ConflictDialog({
  conflict,
  onSettle,
}: {
  conflict: Conflict;
  onSettle: (content: EntryContent) => Promise<void>;
}) {
  const t = useT();
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [busy, setBusy] = useState(false);
  const all = (choice: Choice) => setChoices(Object.fromEntries(conflict.differences.map((d) => [d.field, choice])));
  const settle = async () => {
    // Their text stands; what was chosen as mine is laid over it.
    const content = { ...conflict.content } as unknown as Record<string, unknown>;
    for (const d of conflict.differences)
      if ((choices[d.field] ?? "mine") === "mine") assign(content, d.field, d.after);
    setBusy(true);
    await onSettle(content as unknown as EntryContent);
    setBusy(false);
  };
  return (
    <Modal
      open
      width={760}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      title={t("web.entry.conflict_title", { name: conflict.savedByName ?? t("web.entry.conflict_somebody") })}
      footer={
        <div className="form-actions">
          <Button onClick={() => all("mine")}>{t("web.entry.conflict_all_mine")}</Button>
          <Button onClick={() => all("theirs")}>{t("web.entry.conflict_all_theirs")}</Button>
          <Button type="primary" loading={busy} onClick={() => void settle()}>
            {t("web.entry.conflict_save")}
          </Button>
        </div>
      }
    >
      <p>
        {t("web.entry.conflict_words")} <DateTime value={conflict.savedAt} />
      </p>
      <div className="conflict-list">
        {conflict.differences.map((d) => {
          const label = fieldLabel(t, d.field);
          return (
            <fieldset key={d.field} className="plain-fieldset conflict">
              <legend className="sr-only">{label}</legend>
              <DiffView
                fields={[{ label, before: fieldText(t, d.field, d.before), after: fieldText(t, d.field, d.after) }]}
              />
              <Radio.Group
                value={choices[d.field] ?? "mine"}
                onChange={(event) => setChoices((c) => ({ ...c, [d.field]: event.target.value }))}
                options={[
                  { value: "mine", label: t("web.entry.conflict_mine") },
                  { value: "theirs", label: t("web.entry.conflict_theirs") },
                ]}
              />
            </fieldset>
          );
        })}
      </div>
    </Modal>
  );
}
