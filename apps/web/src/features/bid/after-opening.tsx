import { type BidView, correctBidInput } from "@jiebang/domain/bid/bid.schema.ts";
import { type SealedContent, sealedContent } from "@jiebang/domain/bid/bid-content.ts";
import { commitmentOf } from "@jiebang/ledger/envelope.ts";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Input, Upload } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DueIn } from "../../components/values.tsx";
import { useBidChange } from "./use-bid-change.ts";

/** What the opening found, what the formal check asks for, and how the bidder answers. */
export function AfterOpening({ bid }: { bid: BidView }) {
  const t = useT();
  const separator = t.locale === "zh" ? "；" : "; ";
  return (
    <>
      {bid.defects.length > 0 && (
        <Alert
          style={{ marginBottom: 16 }}
          type="warning"
          showIcon
          title={t("web.bid.defective")}
          description={bid.defects.map((defect) => t(`bid.defect.${defect}`)).join(separator)}
        />
      )}
      {bid.allowedActions.includes("handInPlaintext") && <HandIn bid={bid} />}
      {bid.checks.map((check) => (
        <Alert
          key={check.id}
          style={{ marginBottom: 16 }}
          type={check.result === "pass" ? "success" : "warning"}
          showIcon
          title={t("web.round.check_done", { result: t(`web.round.check_${check.result}`) })}
          description={
            <>
              {check.reasons.map((reason) => t(`bid.formal_reason.${reason}`)).join(separator)}
              {check.note && <p className="prewrap">{check.note}</p>}
              {check.dueAt && !check.correctedAt && (
                <p>
                  {t("web.round.correction_due")} <DueIn value={check.dueAt} />
                </p>
              )}
              {check.correction && <p className="prewrap">{check.correction.text}</p>}
            </>
          }
        />
      ))}
      {bid.allowedActions.includes("correct") && <Correct bid={bid} />}
    </>
  );
}

function Correct({ bid }: { bid: BidView }) {
  const t = useT();
  const trpc = useTRPC();
  const { message } = App.useApp();
  const changed = useBidChange();
  const correct = useMutation(trpc.bid.correct.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }));
  return (
    <section className="sheet" style={{ marginBottom: 16 }}>
      <h2>{t("web.bid.correct")}</h2>
      <p className="muted">{t("web.bid.correct_hint")}</p>
      <DomainForm
        schema={correctBidInput}
        toInput={(values) => ({ ...values, bidId: bid.id })}
        onSubmit={async (input) => {
          await correct.mutateAsync(input);
          void message.success(t("web.bid.correction_sent"));
        }}
      >
        <Field name="text" label={t("web.round.correction")}>
          <Input.TextArea maxLength={4000} showCount autoSize={{ minRows: 4, maxRows: 14 }} />
        </Field>
        <Button type="primary" htmlType="submit" loading={correct.isPending}>
          {t("web.bid.correct")}
        </Button>
      </DomainForm>
    </section>
  );
}

function HandIn({ bid }: { bid: BidView }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useBidChange();
  const [problem, setProblem] = useState<string | null>(null);
  const handIn = useMutation(trpc.bid.handInPlaintext.mutationOptions({ onSuccess: changed }));
  const take = async (file: File) => {
    const plaintext = await read(file);
    // The server checks it again; here a wrong file is told at once.
    if (!plaintext || commitmentOf(plaintext) !== bid.commitment) return setProblem(t("bid.plaintext_differs"));
    setProblem(null);
    handIn.mutate({ bidId: bid.id, plaintext });
  };
  return (
    <section className="sheet" style={{ marginBottom: 16 }}>
      <h2>{t("web.bid.hand_in")}</h2>
      <p className="muted">{t("web.bid.hand_in_hint")}</p>
      <Upload
        accept="application/json,.json"
        showUploadList={false}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button loading={handIn.isPending}>{t("web.bid.hand_in")}</Button>
      </Upload>
      {problem && <Alert type="error" showIcon title={problem} role="alert" />}
    </section>
  );
}

async function read(file: File): Promise<SealedContent | null> {
  try {
    return sealedContent.parse(JSON.parse(await file.text()));
  } catch {
    return null;
  }
}
