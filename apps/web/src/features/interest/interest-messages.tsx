import type { InterestDetail, MessageView } from "@jiebang/domain";
import { findIdentifiers } from "@jiebang/domain/entry/identifiers.ts";
import { MESSAGE_LENGTH } from "@jiebang/domain/message/message.schema.ts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Tag } from "antd";
import { useEffect, useRef, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ErrorFace, PageSkeleton } from "../../components/faces.tsx";
import { DateTime } from "../../components/values.tsx";

/** What the two parties say to each other. A coordinator learns that they talk, not what they say. */
export function InterestMessages({ interest }: { interest: InterestDetail }) {
  const t = useT();
  return (
    <section className="sheet" aria-labelledby="messages-title">
      <h2 id="messages-title">{t("web.interest.messages")}</h2>
      {interest.side === "coordinator" ? (
        <p className="muted">{t("web.interest.messages_coordinator", { count: interest.messages.count })}</p>
      ) : (
        <Thread interest={interest} />
      )}
    </section>
  );
}

const STEP = 30;

function Thread({ interest }: { interest: InterestDetail }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const interestId = interest.id;
  const [limit, setLimit] = useState(STEP);
  const page = useQuery(trpc.message.list.queryOptions({ interestId, limit }, { placeholderData: (before) => before }));
  const read = useMutation(
    trpc.message.read.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.interest.pathKey() }),
    }),
  );
  const { unread } = interest.messages;
  const isReading = useRef(false);
  useEffect(() => {
    // Shown is read: the count beside the interest goes away.
    if (unread === 0 || isReading.current || document.visibilityState === "hidden") return;
    isReading.current = true;
    read.mutate(
      { interestId },
      {
        onSettled: () => {
          isReading.current = false;
        },
      },
    );
  }, [unread, interestId, read.mutate]);
  if (page.isPending) return <PageSkeleton />;
  if (page.isError) return <ErrorFace error={page.error} onRetry={() => void page.refetch()} />;
  const { items, total } = page.data;
  return (
    <div className="stack">
      <p className="muted">{t("web.interest.messages_hint")}</p>
      {total > items.length && (
        <Button size="small" onClick={() => setLimit((n) => Math.min(100, n + STEP))} disabled={limit >= 100}>
          {t("web.interest.messages_older")} ({total - items.length})
        </Button>
      )}
      {items.length === 0 ? (
        <p>{t("web.interest.messages_none")}</p>
      ) : (
        <ol className="talk" aria-live="polite">
          {[...items].reverse().map((message) => (
            <Message key={message.id} message={message} asker={interest.askerOrganisation.name} />
          ))}
        </ol>
      )}
      {interest.allowedActions.includes("send_message") && <Composer interest={interest} />}
    </div>
  );
}

const UNNAMED = { owner: "web.interest.message_poster", manager: "web.manager.side.manager" } as const;

function Message({ message, asker }: { message: MessageView; asker: string }) {
  const t = useT();
  const who = message.isMine
    ? t("web.interest.me")
    : (message.senderName ?? (message.side === "asker" ? asker : t(UNNAMED[message.side])));
  return (
    <li className={message.isMine ? "talk-mine" : "talk-theirs"}>
      <div className="talk-head">
        <b>{who}</b> {message.side === "manager" && <Tag>{t("web.manager.side.manager")}</Tag>}{" "}
        <DateTime value={message.createdAt} />
      </div>
      <p className="prewrap">{message.text}</p>
    </li>
  );
}

/** Typed text stays on this device until it was said; a retry after a lost line carries the same id. */
function Composer({ interest }: { interest: InterestDetail }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const interestId = interest.id;
  const key = `jiebang.draft.message.${interestId}`;
  const [text, setText] = useState(() => localStorage.getItem(key) ?? "");
  const clientId = useRef(crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  const send = useMutation(
    trpc.message.send.mutationOptions({
      onSuccess: async () => {
        clientId.current = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
        localStorage.removeItem(key);
        setText("");
        await queryClient.invalidateQueries({ queryKey: trpc.message.pathKey() });
        await queryClient.invalidateQueries({ queryKey: trpc.interest.get.queryKey({ interestId }) });
      },
    }),
  );
  const isBefore = interest.state === "open" && interest.side !== "asker" && interest.isPosterHidden;
  const found = isBefore ? findIdentifiers(text, [interest.entry.organisationName ?? ""].filter(Boolean)) : [];
  return (
    <form
      className="talk-write"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !send.isPending) send.mutate({ interestId, text, clientId: clientId.current });
      }}
    >
      <label htmlFor="message-text">{t("web.interest.message_label")}</label>
      <Input.TextArea
        id="message-text"
        value={text}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={MESSAGE_LENGTH}
        onChange={(event) => {
          setText(event.target.value);
          localStorage.setItem(key, event.target.value);
        }}
      />
      {found.map((f) => (
        <p key={`${f.kind}${f.text}`} role="status" className="field-warning">
          {t("web.interest.message_identifies", { text: f.text })}
        </p>
      ))}
      <div>
        <Button htmlType="submit" type="primary" loading={send.isPending} disabled={!text.trim()}>
          {t("web.interest.message_send")}
        </Button>
      </div>
    </form>
  );
}
