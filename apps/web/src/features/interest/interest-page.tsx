import { INTEREST_REASONS, type InterestDetail, type InterestReason, type InterestView } from "@jiebang/domain";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, DueIn } from "../../components/values.tsx";
import { InterestManagers } from "./interest-managers.tsx";
import { InterestMessages } from "./interest-messages.tsx";
import { InterestOutcomes } from "./interest-outcomes.tsx";
import { InterestRoutes } from "./interest-routes.tsx";

const route = getRouteApi("/in/interests/$interestId");

export function InterestPage() {
  const t = useT();
  const trpc = useTRPC();
  const { interestId } = route.useParams();
  const interest = useSuspenseQuery(trpc.interest.get.queryOptions({ interestId })).data;
  const questions = [
    ["q_cooperation", interest.cooperation],
    ["q_unclear", interest.unclear],
    ["q_about", interest.about],
  ] as const;
  return (
    <>
      <PageHeader
        title={interest.entry.title}
        back={{ to: "/interests", label: t("web.interest.title") }}
        eyebrow={
          <>
            <KindMark kind={interest.entry.kind} label={t(`word.kind.${interest.entry.kind}`)} />
            <EntryNumber interest={interest} />
            <span>{interest.entry.organisationName ?? t("web.interest.hidden_poster")}</span>
          </>
        }
        tags={
          <>
            <StateTag prefix="web.interest.state" state={interest.state} />
            {interest.outcome && <StateTag prefix="word.outcome" state={interest.outcome} />}
            {(interest.side === "inventor" || interest.side === "manager") && (
              <Tag>{t(`web.interest.side.${interest.side}`)}</Tag>
            )}
          </>
        }
        actions={<Actions interest={interest} />}
      />
      <div className="columns">
        <div className="stack">
          <div className="sheet stack">
            {questions.map(([key, text]) => (
              <div key={key}>
                <h2 className="section-title">{t(`web.interest.${key}`)}</h2>
                <p className="prewrap">{text || <span className="muted">{t("web.none")}</span>}</p>
              </div>
            ))}
          </div>
          <InterestMessages interest={interest} />
        </div>
        <div className="stack">
          <section className="sheet">
            <dl className="facts">
              <dt>{t("web.interest.col_from")}</dt>
              <dd>{interest.askerOrganisation.name}</dd>
              <dt>{t("web.interest.asked_by")}</dt>
              <dd>{interest.askerName}</dd>
              <dt>{t("web.interest.asked_at")}</dt>
              <dd>
                <DateTime value={interest.createdAt} />
              </dd>
              <dt>{t("web.interest.clock")}</dt>
              <dd>
                <DueIn value={interest.dueAt} isOverdue={interest.isOverdue} isDone={interest.state !== "open"} />
                <div className="muted">{t("web.interest.clock_hint")}</div>
              </dd>
            </dl>
          </section>
          {interest.answeredAt && (
            <section className="sheet">
              <h2>{t("web.interest.answer")}</h2>
              <p>
                <StateTag prefix="web.interest.state" state={interest.state} /> <DateTime value={interest.answeredAt} />
              </p>
              {interest.reason && <p>{t(`interest.reason.${interest.reason}`)}</p>}
              {interest.answer && <p className="prewrap">{interest.answer}</p>}
            </section>
          )}
          <InterestRoutes interest={interest} />
          <InterestManagers interest={interest} />
          <InterestOutcomes interest={interest} />
          <Contact interest={interest} />
        </div>
      </div>
    </>
  );
}

/** Where this side reads the entry: what is meant for a circle has no public page. */
function EntryNumber({ interest: { side, entry } }: { interest: InterestDetail }) {
  const t = useT();
  if (side === "owner")
    return (
      <Link to="/entries/$entryId" params={{ entryId: entry.id }} className="number">
        {entry.number}
      </Link>
    );
  if (side === "asker")
    return (
      <Link to="/catalogue/$number" params={{ number: entry.number }} className="number">
        {entry.number}
      </Link>
    );
  return (
    <a href={`${t.locale === "en" ? "/en" : ""}/${entry.kind}s/${entry.number}`} className="number">
      {entry.number}
    </a>
  );
}

function Actions({ interest }: { interest: InterestDetail }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [ask, setAsk] = useState<"accept" | "decline" | "withdraw" | null>(null);
  const interestId = interest.id;
  const options = {
    meta: { showsOwnError: true },
    onSuccess: (next: InterestView) => {
      queryClient.setQueryData(trpc.interest.get.queryKey({ interestId }), { ...interest, ...next });
      void queryClient.invalidateQueries({ queryKey: trpc.interest.get.queryKey({ interestId }) });
      void queryClient.invalidateQueries({ queryKey: trpc.interest.list.queryKey() });
      void queryClient.invalidateQueries({ queryKey: trpc.dashboard.pathKey() });
    },
  };
  const accept = useMutation(trpc.interest.accept.mutationOptions(options));
  const decline = useMutation(trpc.interest.decline.mutationOptions(options));
  const withdraw = useMutation(trpc.interest.withdraw.mutationOptions(options));
  const may = (action: InterestView["allowedActions"][number]) => interest.allowedActions.includes(action);
  const close = () => setAsk(null);
  return (
    <>
      {may("accept") && (
        <Button type="primary" onClick={() => setAsk("accept")}>
          {t("web.interest.accept")}
        </Button>
      )}
      {may("decline") && <Button onClick={() => setAsk("decline")}>{t("web.interest.decline")}</Button>}
      {may("withdraw") && <Button onClick={() => setAsk("withdraw")}>{t("web.interest.withdraw")}</Button>}
      <ConfirmWithReason
        open={ask === "accept"}
        onClose={close}
        title={t("web.interest.accept")}
        okText={t("web.interest.accept")}
        text={{ label: t("web.interest.accept_text"), maxLength: 2000 }}
        onConfirm={({ text }) => accept.mutateAsync({ interestId, text })}
      >
        {t("web.interest.accept_words")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={ask === "decline"}
        onClose={close}
        title={t("web.interest.decline")}
        okText={t("web.interest.decline")}
        danger
        reasons={{ codes: INTEREST_REASONS, prefix: "interest.reason" }}
        text={{ label: t("web.interest.decline_text"), maxLength: 2000, isRequired: true }}
        onConfirm={({ reasons, text }) =>
          decline.mutateAsync({ interestId, reason: reasons[0] as InterestReason, text })
        }
      />
      <ConfirmWithReason
        open={ask === "withdraw"}
        onClose={close}
        title={t("web.interest.withdraw")}
        okText={t("web.interest.withdraw")}
        danger
        onConfirm={() => withdraw.mutateAsync({ interestId })}
      >
        {t("web.interest.withdraw_words")}
      </ConfirmWithReason>
    </>
  );
}

function Contact({ interest }: { interest: InterestView }) {
  const t = useT();
  const trpc = useTRPC();
  const contact = useMutation(trpc.interest.contact.mutationOptions());
  if (!interest.allowedActions.includes("open_contact")) return null;
  return (
    <section className="sheet">
      <h2>{t("web.interest.contact_title")}</h2>
      {contact.data ? (
        <dl className="facts">
          <dt>{t("web.account.organisation_name")}</dt>
          <dd>{contact.data.organisationName}</dd>
          <dt>{t("web.entry.f.contactName")}</dt>
          <dd>{contact.data.name ?? t("web.none")}</dd>
          <dt>{t("web.entry.f.contactPhone")}</dt>
          <dd>{contact.data.phone ? <a href={`tel:${contact.data.phone}`}>{contact.data.phone}</a> : t("web.none")}</dd>
          <dt>{t("web.entry.f.contactEmail")}</dt>
          <dd>
            {contact.data.email ? <a href={`mailto:${contact.data.email}`}>{contact.data.email}</a> : t("web.none")}
          </dd>
        </dl>
      ) : (
        <>
          <p className="muted">{t("web.interest.accept_words")}</p>
          <Button loading={contact.isPending} onClick={() => contact.mutate({ interestId: interest.id })}>
            {t("web.interest.contact")}
          </Button>
        </>
      )}
    </section>
  );
}
