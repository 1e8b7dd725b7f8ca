import { VISIT_OUTCOMES } from "@jiebang/domain";
import { dayOfInstant } from "@jiebang/i18n";
import { Button, Checkbox, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { Field } from "../../components/domain-form.tsx";
import type { WaitingPhoto } from "./use-photos.ts";

const dayBefore = (days: number) => dayOfInstant(new Date(Date.now() - days * 86_400_000).toISOString());

/** What is asked about a visit, in the order in which one tells it. */
export function VisitFields() {
  const t = useT();
  return (
    <>
      <Field name="visitedOn" label={t("web.visit.day")}>
        <PhoneDay max={dayBefore(0)} shortcuts />
      </Field>
      <Field name="people" label={t("web.visit.people")}>
        <Input placeholder={t("web.visit.people_hint")} maxLength={300} />
      </Field>
      <Field name="note" label={t("web.visit.note")}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} placeholder={t("web.visit.note_hint")} />
      </Field>
      <Field name="outcomes" label={t("web.visit.outcomes")}>
        <Checkbox.Group
          className="outcome-picker"
          options={VISIT_OUTCOMES.map((one) => ({ value: one, label: t(`word.visit_outcome.${one}`) }))}
        />
      </Field>
      <div className="form-grid">
        <Field name="nextStep" label={t("web.visit.next_step")}>
          <Input placeholder={t("web.visit.next_step_hint")} maxLength={300} />
        </Field>
        <Field name="nextOn" label={t("web.visit.next_on")}>
          <PhoneDay min={dayBefore(0)} />
        </Field>
      </div>
    </>
  );
}

/** The device's own day picker: nothing is easier with one hand. */
function PhoneDay(props: {
  id?: string;
  value?: string | null;
  onChange?: (day: string | null) => void;
  min?: string;
  max?: string;
  shortcuts?: boolean;
}) {
  const t = useT();
  const { value, onChange, shortcuts, ...rest } = props;
  return (
    <div className="row-actions">
      <Input
        {...rest}
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange?.(event.target.value || null)}
        style={{ width: 170 }}
      />
      {shortcuts && (
        <>
          <Button size="small" onClick={() => onChange?.(dayBefore(0))}>
            {t("web.visit.today")}
          </Button>
          <Button size="small" onClick={() => onChange?.(dayBefore(1))}>
            {t("web.visit.yesterday")}
          </Button>
        </>
      )}
    </div>
  );
}

export function PhotoPicker(props: {
  waiting: WaitingPhoto[];
  onAdd: (files: File[]) => void;
  onDrop: (key: string) => void;
}) {
  const t = useT();
  return (
    <div className="photo-picker">
      <label className="photo-add">
        <input
          type="file"
          accept="image/*"
          multiple
          className="sr-only"
          onChange={(event) => {
            props.onAdd([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <span>{t("web.visit.add_photo")}</span>
      </label>
      {props.waiting.length > 0 && (
        <ul className="photo-row">
          {props.waiting.map((photo) => (
            <li key={photo.key}>
              <img src={photo.preview} alt={photo.file.name} width={72} height={72} />
              <div className="photo-state">
                {photo.failed !== null
                  ? photo.failed || "×"
                  : photo.percent === null
                    ? t("web.visit.photo_waiting")
                    : `${photo.percent}%`}
              </div>
              <Button size="small" onClick={() => props.onDrop(photo.key)}>
                {t("web.visit.photo_remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
