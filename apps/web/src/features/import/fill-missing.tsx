import { COOPERATION_MODES, MATURITY_STAGES } from "@jiebang/domain/entry/entry-content.ts";
import { type FillValue, fillValue } from "@jiebang/domain/import/missing.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Checkbox, Input, Modal, Select } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { CodeSelect } from "../../components/code-select.tsx";
import { DayInput } from "../../components/inputs.tsx";

type Group = Outputs["import"]["missing"]["groups"][number];

/** One answer for many drafts at once; all are chosen at first, and any may be left out. */
export function FillMissing({
  batchId,
  group,
  onClose,
}: {
  batchId: string;
  group: Group;
  onClose: (filled?: number) => void;
}) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [value, setValue] = useState<unknown>(group.fill === "negotiable" ? true : undefined);
  const [chosen, setChosen] = useState<string[]>(() => group.drafts.map((draft) => draft.entryId));
  const [error, setError] = useState<string | null>(null);
  const fill = useMutation(trpc.import.fill.mutationOptions({ meta: { showsOwnError: true } }));
  const parsed = fillValue.safeParse({ field: group.fill, value });
  const save = async () => {
    if (!parsed.success) return;
    setError(null);
    try {
      const after = await fill.mutateAsync({ batchId, entryIds: chosen, fill: parsed.data });
      queryClient.setQueryData(trpc.import.missing.queryKey({ batchId }), after.missing);
      onClose(after.filled);
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  return (
    <Modal
      open
      title={t("web.missing.fill_title", { n: chosen.length, what: t(`lint.${group.code}`) })}
      okText={t("web.missing.fill")}
      cancelText={t("web.cancel")}
      confirmLoading={fill.isPending}
      okButtonProps={{ disabled: chosen.length === 0 || !parsed.success }}
      onOk={() => void save()}
      onCancel={() => onClose()}
    >
      <div className="stack">
        <p className="muted">{t("web.missing.fill_hint")}</p>
        <FillInput field={group.fill} value={value} onChange={setValue} label={t(`lint.${group.code}`)} />
        {error && <Alert type="error" showIcon title={error} role="alert" />}
        <Checkbox
          checked={chosen.length === group.drafts.length}
          indeterminate={chosen.length > 0 && chosen.length < group.drafts.length}
          onChange={(event) => setChosen(event.target.checked ? group.drafts.map((draft) => draft.entryId) : [])}
        >
          {t("web.missing.select_all")}
        </Checkbox>
        <div style={{ maxHeight: 240, overflowY: "auto" }}>
          <Checkbox.Group
            value={chosen}
            onChange={(next) => setChosen(next as string[])}
            style={{ display: "grid", gap: 4 }}
            options={group.drafts.map((draft) => ({
              value: draft.entryId,
              label: draft.title || t("web.forms.untitled"),
            }))}
          />
        </div>
      </div>
    </Modal>
  );
}

interface InputProps {
  field: FillValue["field"] | null;
  value: unknown;
  label: string;
  onChange: (value: unknown) => void;
}

function FillInput({ field, value, label, onChange }: InputProps) {
  const t = useT();
  // Each field keeps its own kind of value in `value`; the schema of the domain has the last word.
  switch (field) {
    case "areaCode":
    case "industryCode":
      return (
        <CodeSelect
          aria-label={label}
          list={field === "areaCode" ? "area" : "industry"}
          value={value as string | undefined}
          onChange={onChange}
        />
      );
    case "cooperationModes":
      return (
        <Select
          aria-label={label}
          mode="multiple"
          style={{ width: "100%" }}
          value={value as string[] | undefined}
          onChange={onChange}
          options={COOPERATION_MODES.map((mode) => ({ value: mode, label: t(`word.mode.${mode}`) }))}
        />
      );
    case "maturityStage":
      return (
        <Select
          aria-label={label}
          style={{ width: "100%" }}
          value={value as string | undefined}
          onChange={onChange}
          options={MATURITY_STAGES.map((stage) => ({ value: stage, label: t(`word.maturity.${stage}`) }))}
        />
      );
    case "keywords":
      return (
        <Select
          aria-label={label}
          mode="tags"
          open={false}
          suffixIcon={null}
          style={{ width: "100%" }}
          tokenSeparators={[",", "，", ";", "；", "、"]}
          value={value as string[] | undefined}
          onChange={onChange}
        />
      );
    case "validUntil":
    case "deadline":
      return <DayInput aria-label={label} value={(value as string | null) ?? null} onChange={onChange} />;
    case "negotiable":
      return <p>{t("web.entry.money_negotiable")}</p>;
    case null:
      return null;
    default:
      return (
        <Input
          aria-label={label}
          value={(value as string | undefined) ?? ""}
          maxLength={field === "ipWish" ? 2000 : 60}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
