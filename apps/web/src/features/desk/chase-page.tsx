import type { ChaseItem } from "@jiebang/domain";
import { PhoneIcon } from "@jiebang/ui/icons.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime, DueIn } from "../../components/values.tsx";

/** Whom to call about what, with a text to paste; only a human says that somebody was told. */
export function ChasePage() {
  const t = useT();
  const trpc = useTRPC();
  const items = useSuspenseQuery(trpc.desk.chaseList.queryOptions()).data;
  const [marking, setMarking] = useState<ChaseItem | null>(null);
  const queryClient = useQueryClient();
  const mark = useMutation(
    trpc.desk.chaseMark.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.desk.pathKey() }),
    }),
  );
  return (
    <>
      <PageHeader
        title={t("web.desk.chase_title")}
        lead={t("web.desk.chase_lead")}
        back={{ to: "/desk", label: t("web.desk.title") }}
      />
      {items.length === 0 && <EmptyFace title={t("web.desk.chase_none")} />}
      <ul className="chase-list">
        {items.map((item) => (
          <li key={item.stepKey} className="sheet chase">
            <div className="chase-head">
              <strong>{item.title}</strong>
              <DueIn value={item.dueAt} isOverdue={item.isOverdue} />
            </div>
            <div className="row-actions">
              <span>{item.organisationName}</span>
              {item.personName && <span>{item.personName}</span>}
              {item.phone ? (
                <a href={`tel:${item.phone}`} className="nowrap">
                  <PhoneIcon size={14} /> {item.phone}
                </a>
              ) : (
                <span className="muted">{t("web.desk.chase_no_phone")}</span>
              )}
            </div>
            <blockquote className="chase-text prewrap">{t.locale === "en" ? item.textEn : item.text}</blockquote>
            <div className="row-actions">
              <CopyButton text={t.locale === "en" ? item.textEn : item.text} label={t("web.desk.chase_copy")} />
              <Button size="small" onClick={() => setMarking(item)}>
                {t("web.desk.chase_mark")}
              </Button>
              {item.told.length === 0 ? (
                <span className="muted">{t("web.desk.chase_not_told")}</span>
              ) : (
                <span>
                  ✓ {t("web.desk.chase_told")}{" "}
                  <span className="muted">
                    {item.told.map((told) => (
                      <span key={told.at}>
                        {told.byName} <DateTime value={told.at} /> {told.note}
                      </span>
                    ))}
                  </span>
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
      <ConfirmWithReason
        open={marking !== null}
        onClose={() => setMarking(null)}
        title={t("web.desk.chase_mark")}
        okText={t("web.desk.chase_told")}
        text={{ label: t("web.desk.chase_note") }}
        onConfirm={async ({ text }) => {
          if (!marking) return;
          await mark.mutateAsync({
            stepKey: marking.stepKey,
            organisationId: marking.organisationId,
            personId: marking.personId,
            note: text,
          });
        }}
      >
        {marking?.title}
      </ConfirmWithReason>
    </>
  );
}
