import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Alert, App, Checkbox, Input, Modal, Select } from "antd";
import { useEffect, useId, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";

/** Asks a technology manager to help with one interest. What was typed stays when the house says no. */
export function InviteManager(props: {
  open: boolean;
  interestId: string;
  /** Only the owner can let the manager answer for it. */
  isOwner: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const { open, interestId } = props;
  const t = useT();
  const trpc = useTRPC();
  const id = useId();
  const { message } = App.useApp();
  const [query, setQuery] = useState("");
  const [managerId, setManagerId] = useState<string>();
  const [note, setNote] = useState("");
  const [mayAnswer, setMayAnswer] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const managers = useQuery(
    trpc.technologyManager.list.queryOptions(
      { limit: 20, offset: 0, query: query.trim() || undefined },
      { enabled: open, placeholderData: keepPreviousData },
    ),
  );
  const invite = useMutation(trpc.technologyManager.invite.mutationOptions({ meta: { showsOwnError: true } }));
  useEffect(() => {
    if (open) return;
    setManagerId(undefined);
    setNote("");
    setMayAnswer(false);
    setError(null);
  }, [open]);
  const run = async () => {
    if (!managerId) return setError(t("web.manager.choose_one"));
    setError(null);
    try {
      await invite.mutateAsync({ managerId, interestId, note: note.trim() || undefined, mayAnswer });
      void message.success(t("web.manager.invited"));
      props.onDone();
      props.onClose();
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  return (
    <Modal
      open={open}
      title={t("web.interest.manager_invite")}
      okText={t("web.manager.invite")}
      okButtonProps={{ loading: invite.isPending }}
      onOk={() => void run()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p className="muted">{t("web.interest.manager_invite_words")}</p>
        <div>
          <label htmlFor={`${id}who`}>{t("web.manager.side.manager")}</label>
          <Select
            id={`${id}who`}
            style={{ width: "100%" }}
            value={managerId}
            onChange={setManagerId}
            loading={managers.isFetching}
            placeholder={t("web.manager.search")}
            showSearch={{ filterOption: false, onSearch: setQuery }}
            notFoundContent={managers.isPending ? t("web.loading") : t("web.manager.none_found")}
            options={(managers.data?.items ?? []).map((m) => ({
              value: m.managerId,
              label: [m.name, m.organisationName, m.speciality].filter(Boolean).join(" · "),
            }))}
          />
        </div>
        <div>
          <label htmlFor={`${id}note`}>{t("web.manager.note")}</label>
          <Input.TextArea
            id={`${id}note`}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            maxLength={500}
            autoSize={{ minRows: 2 }}
          />
        </div>
        {props.isOwner && (
          <Checkbox checked={mayAnswer} onChange={(event) => setMayAnswer(event.target.checked)}>
            {t("web.manager.may_answer")}
          </Checkbox>
        )}
        {error && <Alert type="error" showIcon title={error} role="alert" />}
      </div>
    </Modal>
  );
}
