import type { OwnEntry } from "@jiebang/domain";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Modal } from "antd";
import { useId, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";

const TICKS = ["isTrue", "isComplete", "isNotSecret"] as const;

/** For the office of a university with a trusted lane: its own review, then public at once. */
export function PublishTrusted({ entry }: { entry: OwnEntry }) {
  const me = useMe();
  const membership = me.memberships.find((m) => m.organisationId === entry.organisation.id);
  const isDraft = entry.revision.state === "draft" && entry.canSubmit;
  const mayAsk = membership?.role === "admin" && membership.kind === "university" && isDraft;
  return mayAsk ? <OwnReview entry={entry} /> : null;
}

function OwnReview({ entry }: { entry: OwnEntry }) {
  const t = useT();
  const id = useId();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const lane = useQuery(trpc.trustedLane.ofOrganisation.queryOptions({ organisationId: entry.organisation.id })).data
    ?.lane;
  const [open, setOpen] = useState(false);
  const [ticks, setTicks] = useState({ isTrue: false, isComplete: false, isNotSecret: false });
  const [reviewerName, setReviewerName] = useState(me.name);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string | null>(null);
  const publish = useMutation(trpc.trustedLane.publish.mutationOptions({ meta: { showsOwnError: true } }));
  if (!lane || lane.endedAt) return null;
  const run = async () => {
    setError(null);
    try {
      const next = await publish.mutateAsync({
        entryId: entry.id,
        lockVersion: entry.revision.lockVersion,
        ticks,
        reviewerName,
        note,
      });
      queryClient.setQueryData(trpc.entry.get.queryKey({ entryId: entry.id }), next);
      void queryClient.invalidateQueries({ queryKey: trpc.entry.list.queryKey() });
      setOpen(false);
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("web.lane.publish")}</Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("web.lane.publish")}
        okText={t("web.lane.publish")}
        okButtonProps={{ loading: publish.isPending, disabled: !TICKS.every((tick) => ticks[tick]) }}
        onOk={() => void run()}
      >
        <div className="stack">
          <p>{t("web.lane.publish_words")}</p>
          <div className="row-actions">
            {TICKS.map((tick) => (
              <Checkbox
                key={tick}
                checked={ticks[tick]}
                onChange={(event) => setTicks((all) => ({ ...all, [tick]: event.target.checked }))}
              >
                {t(`web.vetting.tick.${tick}`)}
              </Checkbox>
            ))}
          </div>
          <div>
            <label htmlFor={`${id}-reviewer`}>{t("web.lane.reviewer")}</label>
            <Input
              id={`${id}-reviewer`}
              value={reviewerName}
              maxLength={60}
              onChange={(event) => setReviewerName(event.target.value)}
            />
          </div>
          <div>
            <label htmlFor={`${id}-note`}>{t("web.lane.note")}</label>
            <Input.TextArea
              id={`${id}-note`}
              value={note}
              maxLength={2000}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
          {error && <Alert type="error" showIcon title={error} role="alert" />}
        </div>
      </Modal>
    </>
  );
}
