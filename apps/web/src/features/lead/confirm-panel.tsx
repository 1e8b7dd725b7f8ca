import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { type Refinement, useLeadChange } from "./lead-page.tsx";
import { ContentFacts } from "./proposal-history.tsx";

/** One page on the phone: what you said, what we made of it, yes or not so. */
export function ConfirmPanel({
  lead,
  proposal,
}: {
  lead: Refinement["lead"];
  proposal: Refinement["proposals"][number];
}) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const change = useLeadChange(lead.leadId);
  const [isCorrecting, setCorrecting] = useState(false);
  const [text, setText] = useState("");
  const [error, setError] = useState<string | null>(null);
  const meta = { showsOwnError: true };
  const confirm = useMutation(trpc.refinement.confirm.mutationOptions({ meta, onSuccess: change.refinement }));
  const correct = useMutation(trpc.refinement.correct.mutationOptions({ meta, onSuccess: change.refinement }));
  const convert = useMutation(trpc.lead.convert.mutationOptions({ meta }));
  const ref = { leadId: lead.leadId, version: lead.version, proposalId: proposal.proposalId };
  const tell = async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(explainError(t, failure));
      change.all();
    }
  };
  return (
    <section className="sheet confirm-panel" aria-labelledby="confirm-title">
      <h2 id="confirm-title">{t("web.lead.confirm_title")}</h2>
      <h3>{t("web.lead.you_said")}</h3>
      <blockquote className="lead-said">{lead.sentence}</blockquote>
      <h3>{t("web.lead.we_made")}</h3>
      {proposal.note && <p className="muted">{proposal.note}</p>}
      <ContentFacts content={proposal.content} />
      {error && <Alert type="error" showIcon title={error} role="alert" />}
      {isCorrecting ? (
        <div className="stack">
          <Input.TextArea
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={2000}
            aria-label={t("web.lead.correct_label")}
            placeholder={t("web.lead.correct_label")}
          />
          <Button
            type="primary"
            size="large"
            block
            disabled={!text.trim()}
            loading={correct.isPending}
            onClick={() => void tell(async () => void (await correct.mutateAsync({ ...ref, text })))}
          >
            {t("web.lead.correct_send")}
          </Button>
          <Button block onClick={() => setCorrecting(false)}>
            {t("web.cancel")}
          </Button>
        </div>
      ) : (
        <div className="confirm-buttons">
          <Button
            type="primary"
            size="large"
            loading={confirm.isPending || convert.isPending}
            onClick={() =>
              void tell(async () => {
                const after = await confirm.mutateAsync(ref);
                const { entryId } = await convert.mutateAsync({ leadId: lead.leadId, version: after.lead.version });
                await navigate({ to: "/entries/$entryId/edit", params: { entryId } });
              })
            }
          >
            {t("web.lead.confirm_go")}
          </Button>
          <Button
            size="large"
            loading={confirm.isPending}
            onClick={() => void tell(async () => void (await confirm.mutateAsync(ref)))}
          >
            {t("web.lead.confirm_only")}
          </Button>
          <Button size="large" onClick={() => setCorrecting(true)}>
            {t("web.lead.correct")}
          </Button>
        </div>
      )}
    </section>
  );
}
