import type { BidView } from "@jiebang/domain/bid/bid.schema.ts";
import { bidContent } from "@jiebang/domain/bid/bid-content.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Alert, App, Button, Form, Upload } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { issueText } from "../../components/domain-form.tsx";
import { useLocalName } from "../../components/values.tsx";
import { download } from "./download.ts";
import { FillFromForm } from "./fill-from-form.tsx";
import { ProposalFields } from "./proposal-fields.tsx";
import { type BidValues, exportDraft, importDraft, readDraft, useBidDraft } from "./use-bid-draft.ts";
import { useSealBid } from "./use-seal-bid.ts";

/** The proposal: written on this device, sealed in this browser, and only then sent. */
export function ProposalForm({ bid }: { bid: BidView }) {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const { modal, message } = App.useApp();
  const round = useSuspenseQuery(trpc.round.get.queryOptions({ roundId: bid.roundId })).data;
  const item = useSuspenseQuery(trpc.board.get.queryOptions({ itemId: bid.itemId })).data;
  const [form] = Form.useForm<BidValues>();
  const draft = useBidDraft(bid.id);
  const [problems, setProblems] = useState<string[]>([]);
  const [confirming, setConfirming] = useState(false);
  const seal = useSealBid(bid, round.sealing);
  const partners = bid.partners
    .filter((partner) => partner.state === "invited" || partner.state === "signed")
    .map((partner) => ({
      organisationId: partner.organisation.id,
      name: nameOf(partner.organisation),
      task: partner.task,
    }));
  // A draft begins with the targets of the board, so that each is answered.
  const initial: BidValues = readDraft(bid.id) ?? {
    title: "",
    targets: (item.snapshot.demand?.targets ?? []).map((target) => ({
      name: target.name,
      comparator: target.comparator,
      asked: target.value,
      unit: target.unit,
      committed: "",
      isMet: "met",
      how: "",
    })),
    team: [],
    plan: [],
    attachments: [],
    offersCited: [],
    creditDeclaration: false,
  };
  const read = () => bidContent.safeParse({ ...form.getFieldsValue(true), partners });
  const check = () => {
    const result = read();
    if (result.success) {
      setProblems([]);
      setConfirming(true);
      return;
    }
    form.setFields(result.error.issues.map((issue) => ({ name: issue.path as never, errors: [issueText(t, issue)] })));
    setProblems([...new Set(result.error.issues.map((issue) => fieldName(t, issue.path, issueText(t, issue))))]);
  };
  const takeDraft = async (file: File) => {
    const values = await importDraft(file);
    if (!values) return void message.error(t("web.bid.import_bad"));
    form.setFieldsValue(values);
    draft.save(form.getFieldsValue(true));
  };
  return (
    <section className="sheet">
      <h2>
        {t("web.bid.proposal")}
        <span className="muted" aria-live="polite">
          {t("web.bid.local_only")} {draft.isSaved && t("web.bid.saved_here")}
        </span>
      </h2>
      {bid.state === "sealed" && !draft.isSaved && (
        <Alert style={{ marginBottom: 16 }} type="info" showIcon title={t("web.bid.elsewhere")} />
      )}
      <FillFromForm
        targets={() => form.getFieldValue("targets")}
        onFill={(values) => {
          form.setFieldsValue(values);
          draft.save(form.getFieldsValue(true));
        }}
      />
      <Form<BidValues>
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={() => draft.save(form.getFieldsValue(true))}
      >
        <ProposalFields
          roundId={bid.roundId}
          organisationId={bid.lead.id}
          creditMonths={round.values.creditLookbackMonths}
          onFiles={() => draft.save(form.getFieldsValue(true))}
        />
      </Form>
      {problems.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t("web.bid.form_errors")}
          description={
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          }
        />
      )}
      <div className="form-actions" style={{ marginTop: 16 }}>
        <Button type="primary" onClick={check}>
          {t(bid.commitment && bid.state === "sealed" ? "web.bid.reseal" : "web.bid.seal")}
        </Button>
        <Button
          onClick={() =>
            download(`bid-draft-${bid.itemNumber ?? ""}.json`, exportDraft(bid.id, form.getFieldsValue(true)))
          }
        >
          {t("web.bid.export")}
        </Button>
        <Upload
          accept="application/json,.json"
          showUploadList={false}
          beforeUpload={(file) => {
            void takeDraft(file);
            return false;
          }}
        >
          <Button>{t("web.bid.import")}</Button>
        </Upload>
        {draft.isSaved && (
          <Button
            danger
            type="text"
            onClick={() =>
              void modal.confirm({
                title: t("web.bid.forget"),
                content: t("web.bid.forget_confirm"),
                onOk: () => {
                  draft.forget();
                  form.resetFields();
                },
              })
            }
          >
            {t("web.bid.forget")}
          </Button>
        )}
      </div>
      {seal.sealed && (
        <Alert
          style={{ marginTop: 16 }}
          type="success"
          showIcon
          title={t("web.bid.sealed_done")}
          description={
            <>
              <p>{t("web.bid.sealed_keep")}</p>
              <div className="form-actions">
                <Button
                  onClick={() =>
                    download(`sealed-content-${bid.itemNumber ?? ""}.json`, JSON.stringify(seal.sealed, null, 2))
                  }
                >
                  {t("web.bid.download_plaintext")}
                </Button>
                {seal.receipt && (
                  <Button
                    onClick={() =>
                      download(`receipt-${bid.itemNumber ?? ""}.json`, JSON.stringify(seal.receipt, null, 2))
                    }
                  >
                    {t("web.bid.download_receipt")}
                  </Button>
                )}
              </div>
            </>
          }
        />
      )}
      <ConfirmWithReason
        open={confirming}
        onClose={() => setConfirming(false)}
        title={t("web.bid.seal")}
        okText={t("web.bid.seal")}
        onConfirm={async () => {
          const result = read();
          if (!result.success) return;
          const values = form.getFieldsValue(true);
          await seal.run(result.data);
          draft.markSealed(values);
        }}
      >
        {t("web.bid.seal_confirm")}
      </ConfirmWithReason>
    </section>
  );
}

const labels: Record<string, string> = {
  title: "web.bid.f_title",
  approach: "web.bid.f_approach",
  targets: "web.bid.f_targets",
  team: "web.bid.f_team",
  plan: "web.bid.f_plan",
  durationMonths: "web.bid.f_duration",
  price: "web.bid.f_price",
  ownFunding: "web.bid.f_own",
  ip: "web.bid.f_ip",
  offersCited: "web.bid.f_offers",
  contact: "web.round.contact",
};

function fieldName(t: ReturnType<typeof useT>, path: PropertyKey[], text: string): string {
  const label = labels[String(path[0])];
  const row = typeof path[1] === "number" ? ` ${path[1] + 1}` : "";
  return `${label ? t(label) : String(path[0])}${row}: ${text}`;
}
