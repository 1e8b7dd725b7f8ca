import { previewInput } from "@jiebang/domain/round/round.schema.ts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Form } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DateTime } from "../../components/values.tsx";
import { useLocalText } from "./round-words.ts";

/** The timeline that the parameters typed so far lead to. */
export function TimelinePreview() {
  const t = useT();
  const trpc = useTRPC();
  const textOf = useLocalText();
  const form = Form.useFormInstance();
  const parameters = Form.useWatch("parameters", { form, preserve: true });
  const schedule = Form.useWatch("schedule", { form, preserve: true });
  // Half-typed values are no question for the server.
  const input = previewInput.safeParse({
    parameters: parameters ?? {},
    schedule: { bidOpensAt: schedule?.bidOpensAt ?? null, bidClosesAt: schedule?.bidClosesAt ?? null },
  });
  const preview = useQuery(
    trpc.round.preview.queryOptions(input.success ? input.data : {}, {
      enabled: input.success,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <aside className="sheet beside" tabIndex={0} aria-labelledby="timeline-preview-title">
      <h2 id="timeline-preview-title">{t("web.round.form_preview")}</h2>
      <ol className="timeline">
        {(preview.data ?? []).map((step) => (
          <li key={step.key}>
            <strong>{textOf(step.name)}</strong>{" "}
            {step.isEstimate && <span className="muted">({t("web.round.form_estimate")})</span>}
            <div className="muted">
              {step.from && <DateTime value={step.from} />}
              {step.to && (
                <>
                  {" → "}
                  <DateTime value={step.to} />
                </>
              )}
            </div>
            {step.note && <div className="muted">{textOf(step.note)}</div>}
          </li>
        ))}
      </ol>
    </aside>
  );
}
