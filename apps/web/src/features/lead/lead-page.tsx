import { DROP_REASONS } from "@jiebang/domain/lead/lead.schema.ts";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Input, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, DueIn, MoneyRange } from "../../components/values.tsx";
import { ConfirmPanel } from "./confirm-panel.tsx";
import { moneyOf } from "./money-of.ts";
import { ProposalHistory } from "./proposal-history.tsx";
import { RefineForm } from "./refine-form.tsx";
import "./lead.css";

export type Refinement = Outputs["refinement"]["get"];
const route = getRouteApi("/in/leads/$leadId");

/** Puts what the server answered where every part of the page reads it. */
export function useLeadChange(leadId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return {
    refinement: (view: Refinement) => {
      queryClient.setQueryData(trpc.refinement.get.queryKey({ leadId }), view);
      void queryClient.invalidateQueries({ queryKey: trpc.lead.pathKey() });
    },
    all: () => {
      void queryClient.invalidateQueries({ queryKey: trpc.refinement.pathKey() });
      void queryClient.invalidateQueries({ queryKey: trpc.lead.pathKey() });
    },
  };
}

/** A lead: for its firm what it said and what was made of it, for those who refine it the workspace. */
export function LeadPage() {
  const t = useT();
  const trpc = useTRPC();
  const { leadId } = route.useParams();
  const view = useSuspenseQuery(trpc.refinement.get.queryOptions({ leadId })).data;
  const { lead } = view;
  const can = (action: (typeof lead.allowedActions)[number]) => lead.allowedActions.includes(action);
  const open = view.proposals.find((p) => p.state === "proposed");
  return (
    <>
      <PageHeader
        title={lead.sentence.length > 40 ? `${lead.sentence.slice(0, 40)}…` : lead.sentence}
        eyebrow={lead.organisationName}
        back={{ to: "/leads", label: t("web.lead.nav") }}
        tags={<StateTag prefix="word.lead_state" state={lead.state} />}
        lead={
          lead.turn &&
          lead.dueAt && (
            <>
              {t(`web.lead.turn_${lead.turn}`)} · <DueIn value={lead.dueAt} isOverdue={lead.isOverdue} />
            </>
          )
        }
        actions={<LeadActions lead={lead} />}
      />
      {lead.state === "dropped" && (
        <Alert
          className="form-top-error"
          type="info"
          showIcon
          title={`${t("web.lead.dropped_because")} ${t(`word.drop_reason.${lead.dropReason}`)} ${lead.dropNote ?? ""}`}
        />
      )}
      {can("confirm") && open && <ConfirmPanel lead={lead} proposal={open} />}
      <div className="columns lead-columns">
        <div className="stack">
          {can("draft") && <RefineForm key={lead.leadId} view={view} />}
          {view.proposals.length > 0 && <ProposalHistory proposals={view.proposals} />}
          {!can("draft") && view.proposals.length === 0 && <NextForFirm view={view} />}
        </div>
        <div className="beside stack">
          <WhatWasSaid lead={lead} />
          <Thread view={view} />
          {can("assign") && <Assign lead={lead} />}
        </div>
      </div>
    </>
  );
}

export function WhatWasSaid({ lead }: { lead: Refinement["lead"] }) {
  const t = useT();
  return (
    <section className="sheet">
      <h2>{t("web.lead.said")}</h2>
      <blockquote className="lead-said">{lead.sentence}</blockquote>
      {lead.photos.length > 0 && (
        <ul className="photo-row">
          {lead.photos.map((photo, i) => (
            <li key={photo.id}>
              <a href={`/files/${photo.id}`}>
                <img src={`/files/${photo.id}`} alt={t("web.lead.photo_n", { n: i + 1 })} loading="lazy" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <dl className="facts">
        {moneyOf(lead) && (
          <>
            <dt>{t("web.lead.f.money")}</dt>
            <dd>
              <MoneyRange value={moneyOf(lead)} />
            </dd>
          </>
        )}
        {lead.kind && (
          <>
            <dt>{t("web.lead.f.kind")}</dt>
            <dd>{t(`word.lead_kind.${lead.kind}`)}</dd>
          </>
        )}
        {lead.urgency && (
          <>
            <dt>{t("web.lead.f.urgency")}</dt>
            <dd>{t(`word.lead_urgency.${lead.urgency}`)}</dd>
          </>
        )}
        {(lead.contactName || lead.contactPhone) && (
          <>
            <dt>{t("web.lead.contact")}</dt>
            <dd>
              {lead.contactName} {lead.contactPhone && <a href={`tel:${lead.contactPhone}`}>{lead.contactPhone}</a>}
            </dd>
          </>
        )}
        <dt>{t("web.lead.since")}</dt>
        <dd>
          <DateTime value={lead.createdAt} />{" "}
          {lead.onBehalfByName ? t("web.lead.on_behalf", { name: lead.onBehalfByName }) : lead.createdByName}
        </dd>
        {lead.assigneeName && (
          <>
            <dt>{t("web.lead.assignee")}</dt>
            <dd>{lead.assigneeName}</dd>
          </>
        )}
        {lead.entryId && (
          <>
            <dt>{t("web.lead.demand")}</dt>
            <dd>
              {lead.isOwn ? (
                <Link to="/entries/$entryId" params={{ entryId: lead.entryId }}>
                  {lead.entryNumber ?? t("web.details")}
                </Link>
              ) : (
                (lead.entryNumber ?? t("web.lead.demand_draft"))
              )}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Thread({ view }: { view: Refinement }) {
  const t = useT();
  const trpc = useTRPC();
  const { lead } = view;
  const change = useLeadChange(lead.leadId);
  const [text, setText] = useState("");
  const asks = lead.allowedActions.includes("ask");
  const answers = !asks && lead.allowedActions.includes("answer");
  const options = { onSuccess: change.refinement };
  const ask = useMutation(trpc.refinement.ask.mutationOptions(options));
  const answer = useMutation(trpc.refinement.answer.mutationOptions(options));
  if (view.messages.length === 0 && !asks && !answers) return null;
  const send = async () => {
    const input = { leadId: lead.leadId, version: lead.version, text };
    await (asks ? ask : answer).mutateAsync(input);
    setText("");
  };
  return (
    <section className="sheet">
      <h2>{t("web.lead.thread")}</h2>
      <ol className="thread">
        {view.messages.map((m) => (
          <li key={m.messageId} className={m.isFirm ? "thread-firm" : "thread-office"}>
            <p className="thread-head">
              {m.byName} · {t(`web.lead.message.${m.kind}`)} · <DateTime value={m.at} />
            </p>
            <p className="prewrap">{m.text}</p>
          </li>
        ))}
      </ol>
      {(asks || answers) && (
        <div className="stack">
          <Input.TextArea
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            aria-label={t(asks ? "web.lead.ask" : "web.lead.answer")}
            placeholder={t(asks ? "web.lead.ask_hint" : "web.lead.answer_hint")}
          />
          <Button
            block
            size="large"
            disabled={!text.trim()}
            loading={ask.isPending || answer.isPending}
            onClick={() => void send()}
          >
            {t(asks ? "web.lead.ask" : "web.lead.answer")}
          </Button>
        </div>
      )}
    </section>
  );
}

function Assign({ lead }: { lead: Refinement["lead"] }) {
  const t = useT();
  const trpc = useTRPC();
  const change = useLeadChange(lead.leadId);
  const [userId, setUserId] = useState<string>();
  const people = useQuery(trpc.lead.assignees.queryOptions({ leadId: lead.leadId }));
  const assign = useMutation(trpc.lead.assign.mutationOptions({ onSuccess: change.all }));
  return (
    <section className="sheet stack">
      <h2>{t("web.lead.assign")}</h2>
      <Select
        aria-label={t("web.lead.assign")}
        placeholder={t("web.lead.assign_whom")}
        loading={people.isPending}
        value={userId}
        onChange={setUserId}
        showSearch={{ optionFilterProp: "label" }}
        options={(people.data ?? [])
          .filter((p) => p.userId !== lead.assigneeId)
          .map((p) => ({
            value: p.userId,
            label: `${p.name} · ${t(`web.lead.role.${p.role}`)}${p.speciality ? ` · ${p.speciality}` : ""} · ${t("web.lead.open_leads", { n: p.openLeads })}`,
          }))}
      />
      <Button
        disabled={!userId}
        loading={assign.isPending}
        onClick={() => userId && assign.mutate({ leadId: lead.leadId, version: lead.version, userId })}
      >
        {t("web.lead.assign_do")}
      </Button>
    </section>
  );
}

function LeadActions({ lead }: { lead: Refinement["lead"] }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const change = useLeadChange(lead.leadId);
  const [isDropping, setDropping] = useState(false);
  const ref = { leadId: lead.leadId, version: lead.version };
  const take = useMutation(trpc.lead.take.mutationOptions({ onSuccess: change.all }));
  const reopen = useMutation(trpc.lead.reopen.mutationOptions({ onSuccess: change.all }));
  const drop = useMutation(trpc.lead.drop.mutationOptions({ meta: { showsOwnError: true }, onSuccess: change.all }));
  const convert = useMutation(trpc.lead.convert.mutationOptions({ onSuccess: change.all }));
  const can = (action: (typeof lead.allowedActions)[number]) => lead.allowedActions.includes(action);
  const isText = lead.state === "confirmed";
  return (
    <>
      {can("take") && (
        <Button
          type={lead.state === "new" ? "primary" : "default"}
          loading={take.isPending}
          onClick={() => take.mutate(ref)}
        >
          {t("web.lead.take")}
        </Button>
      )}
      {can("convert") && (
        <Button
          type={isText ? "primary" : "default"}
          loading={convert.isPending}
          onClick={async () => {
            const { entryId } = await convert.mutateAsync(ref);
            if (lead.isOwn) await navigate({ to: "/entries/$entryId/edit", params: { entryId } });
            else void message.success(t("web.lead.converted"));
          }}
        >
          {t(isText ? "web.lead.convert_text" : "web.lead.convert_self")}
        </Button>
      )}
      {can("reopen") && (
        <Button loading={reopen.isPending} onClick={() => reopen.mutate(ref)}>
          {t("web.lead.reopen")}
        </Button>
      )}
      {can("drop") && (
        <Button danger type="text" onClick={() => setDropping(true)}>
          {t("web.lead.drop")}
        </Button>
      )}
      <ConfirmWithReason
        open={isDropping}
        onClose={() => setDropping(false)}
        title={t("web.lead.drop_title")}
        okText={t("web.lead.drop")}
        danger
        reasons={{ codes: DROP_REASONS, prefix: "word.drop_reason" }}
        text={{ label: t("web.lead.drop_note") }}
        onConfirm={({ reasons, text }) =>
          drop.mutateAsync({ ...ref, reason: reasons[0] as (typeof DROP_REASONS)[number], note: text || undefined })
        }
      />
    </>
  );
}

function NextForFirm({ view: { lead } }: { view: Refinement }) {
  const t = useT();
  return (
    <section className="sheet">
      <h2>{t("web.lead.next")}</h2>
      <p>{t(`web.lead.next_${lead.state}`)}</p>
    </section>
  );
}
