import type { FormProblem } from "@jiebang/domain/form-intake/form-intake.schema.ts";
import { formProblemText } from "@jiebang/i18n";
import { Alert, Button, Upload } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { BidValues } from "./use-bid-draft.ts";

interface Outcome {
  refusal?: string;
  problems: FormProblem[];
  left: string[];
}

/**
 * Fills the proposal from a 揭榜申请书. The file is opened in this browser and nowhere else; the readers are fetched only
 * when somebody asks for them.
 */
export function FillFromForm({
  targets,
  onFill,
}: {
  targets: () => BidValues["targets"];
  onFill: (values: BidValues) => void;
}) {
  const t = useT();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const take = async (file: File) => {
    const [{ readFormFile }, { findForm }, { readBidForm }] = await Promise.all([
      import("@jiebang/documents/forms/read-form-file.ts"),
      import("@jiebang/domain/form-intake/form-reading.ts"),
      import("@jiebang/domain/form-intake/bid-form.ts"),
    ]);
    const read = readFormFile(file.name, new Uint8Array(await file.arrayBuffer()));
    const refused = (refusal: string) => setOutcome({ refusal, problems: [], left: [] });
    if (read.kind === "archive") return refused(t("form.refused.not_a_form"));
    if (read.kind === "refused") return refused(t(read.refusal.reason, read.refusal.details));
    const found = findForm(read.raw);
    if (found?.form.family !== "bid") return refused(t(found ? "web.bid.from_file_other" : "form.refused.not_a_form"));
    const bid = readBidForm(found, targets() ?? []);
    if (Object.keys(bid.values).length === 0) return refused(t("form.refused.empty_form"));
    onFill(bid.values);
    setOutcome({ problems: bid.problems, left: bid.left });
  };
  return (
    <div className="stack" style={{ marginBottom: 16 }}>
      <div className="form-actions">
        <Upload
          accept=".docx,.xlsx"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button>{t("web.bid.from_file")}</Button>
        </Upload>
        <a href="/files/forms/blank/bid.docx" download>
          {t("web.bid.blank_form")}
        </a>
      </div>
      <p className="muted">{t("web.bid.from_file_hint")}</p>
      {outcome?.refusal && <Alert type="error" showIcon role="alert" title={outcome.refusal} />}
      {outcome && !outcome.refusal && (
        <Alert
          type={outcome.problems.length > 0 ? "warning" : "success"}
          showIcon
          title={t("web.bid.from_file_done")}
          description={
            outcome.problems.length + outcome.left.length > 0 && (
              <ul style={{ margin: 0, paddingInlineStart: 18 }}>
                {outcome.problems.map((problem) => (
                  <li key={`${problem.field} ${problem.reason}`}>{formProblemText(t, problem)}</li>
                ))}
                {outcome.left.map((text) => (
                  <li key={text} className="muted">
                    {text}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
    </div>
  );
}
