import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Input, Modal, Select } from "antd";
import { useId, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";

/** After any change of who works on what: the list, the case and the desk show it. */
function useRefresh() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => {
    for (const queryKey of [trpc.vetting.pathKey(), trpc.assignment.pathKey(), trpc.desk.pathKey()])
      void queryClient.invalidateQueries({ queryKey });
  };
}

/** Who has this case; take it, give it away, put it back. */
export function AssignControl({
  stepKey,
  assignee,
}: {
  stepKey: string;
  assignee: { userId: string; name: string } | null;
}) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const assign = useMutation(trpc.assignment.assign.mutationOptions({ onSuccess: refresh }));
  const give = (userId: string | null) => assign.mutate({ stepKeys: [stepKey], userId });
  return (
    <div className="row-actions">
      <span>{assignee?.name ?? <span className="muted">{t("web.vetting.nobody")}</span>}</span>
      {assignee?.userId !== me.userId && (
        <Button size="small" loading={assign.isPending} onClick={() => give(me.userId)}>
          {t("web.vetting.take")}
        </Button>
      )}
      <Button size="small" onClick={() => setAsking(true)}>
        {t("web.vetting.assign")}
      </Button>
      {assignee && (
        <Button size="small" type="text" onClick={() => give(null)}>
          {t("web.vetting.release")}
        </Button>
      )}
      <AssignDialog stepKeys={[stepKey]} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

/** A colleague and a note; for one case, for many, or for everything one has (`stepKeys` left out). */
export function AssignDialog(props: { open: boolean; onClose: () => void; stepKeys?: string[]; onDone?: () => void }) {
  const { open, onClose, stepKeys } = props;
  const t = useT();
  const id = useId();
  const trpc = useTRPC();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const isHandOver = stepKeys === undefined;
  const colleagues = useQuery(trpc.assignment.colleagues.queryOptions(undefined, { enabled: open }));
  const [userId, setUserId] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string | null>(null);
  const options = { meta: { showsOwnError: true } };
  const assign = useMutation(trpc.assignment.assign.mutationOptions(options));
  const handOver = useMutation(trpc.assignment.handOver.mutationOptions(options));
  const mine = colleagues.data?.find((c) => c.isMe)?.openCases ?? 0;
  const run = async () => {
    if (!userId) return setError(t("web.vetting.assign_to"));
    setError(null);
    try {
      const done = isHandOver
        ? await handOver.mutateAsync({ toUserId: userId, note })
        : await assign.mutateAsync({ stepKeys, userId, note });
      void message.success(t(done.left ? "web.vetting.assigned_left" : "web.vetting.assigned_done", done));
      refresh();
      setUserId(null);
      setNote("");
      props.onDone?.();
      onClose();
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  const title = t(isHandOver ? "web.vetting.hand_over" : "web.vetting.assign");
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={title}
      okText={title}
      okButtonProps={{ loading: assign.isPending || handOver.isPending, disabled: isHandOver && mine === 0 }}
      onOk={() => void run()}
      destroyOnHidden
    >
      <div className="stack">
        {isHandOver && (
          <p>
            {t("web.vetting.hand_over_words")} {t("web.vetting.hand_over_count", { count: mine })}
          </p>
        )}
        <div>
          <label htmlFor={`${id}-who`}>{t("web.vetting.assign_to")}</label>
          <Select
            id={`${id}-who`}
            style={{ width: "100%" }}
            value={userId}
            loading={colleagues.isFetching}
            onChange={setUserId}
            showSearch={{ optionFilterProp: "label" }}
            options={(colleagues.data ?? [])
              .filter((c) => !isHandOver || !c.isMe)
              .map((c) => ({
                value: c.userId,
                label: `${t("web.vetting.colleague_load", { name: c.name, count: c.openCases })} · ${c.jurisdictionNames.join("、")}`,
              }))}
          />
        </div>
        <div>
          <label htmlFor={`${id}-note`}>{t("web.vetting.assign_note")}</label>
          <Input.TextArea
            id={`${id}-note`}
            value={note}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        {error && <Alert type="error" showIcon title={error} role="alert" />}
      </div>
    </Modal>
  );
}
