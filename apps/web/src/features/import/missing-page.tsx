import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button, Popconfirm, Progress } from "antd";
import { useEffect, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { FillMissing } from "./fill-missing.tsx";

type Missing = Outputs["import"]["missing"];
type Group = Missing["groups"][number];
const route = getRouteApi("/in/import/$batchId/missing");
const TONES = { block: "warn", ask: "other", warn: "quiet" } as const;
const SHOWN = 3;

/** What the drafts of a list lack, ranked; many are filled at once, and what is good goes out in one step. */
export function MissingPage() {
  const t = useT();
  const trpc = useTRPC();
  const { batchId } = route.useParams();
  const missing = useSuspenseQuery(trpc.import.missing.queryOptions({ batchId })).data;
  const [filling, setFilling] = useState<Group | null>(null);
  const [filled, setFilled] = useState<number | null>(null);
  return (
    <div className="stack">
      <PageHeader
        title={t("web.missing.title")}
        eyebrow={missing.fileName}
        back={{ to: `/import/${batchId}`, label: t("web.import.title") }}
        lead={
          missing.drafts > 0
            ? t("web.missing.lead", { ready: missing.readyIds.length, blocked: missing.blocked })
            : undefined
        }
      />
      <HandIn missing={missing} />
      {filled !== null && <Alert type="success" showIcon title={t("web.missing.fill_done", { n: filled })} />}
      {missing.drafts === 0 ? (
        missing.submitted === 0 && <EmptyFace title={t("web.missing.none")} />
      ) : missing.groups.length === 0 ? (
        <Alert type="success" showIcon title={t("web.missing.all_good")} />
      ) : (
        <DataList<Group>
          label={t("web.missing.title")}
          rows={missing.groups}
          total={missing.groups.length}
          pageSize={100}
          rowKey={(group) => group.code}
          columns={[
            {
              key: "what",
              title: t("web.missing.col_what"),
              render: (group) => (
                <>
                  <span>{t(`lint.${group.code}`)}</span>
                  <p className="muted">
                    {group.drafts.slice(0, SHOWN).map((draft, i) => (
                      <span key={draft.entryId}>
                        {i > 0 && " · "}
                        <Link to="/entries/$entryId/edit" params={{ entryId: draft.entryId }}>
                          {draft.title || t("web.forms.untitled")}
                        </Link>
                      </span>
                    ))}
                    {group.count > SHOWN && " …"}
                  </p>
                </>
              ),
            },
            {
              key: "severity",
              title: t("web.import.col_state"),
              render: (group) => <StateTag prefix="web.missing" state={group.severity} tone={TONES[group.severity]} />,
            },
            { key: "count", title: t("web.missing.col_drafts"), align: "right", render: (group) => group.count },
            {
              key: "fill",
              title: "",
              render: (group) =>
                group.fill ? (
                  <Button size="small" onClick={() => setFilling(group)}>
                    {t("web.missing.fill")}
                  </Button>
                ) : (
                  <span className="muted">{t("web.missing.fill_one_by_one")}</span>
                ),
            },
          ]}
        />
      )}
      {filling && (
        <FillMissing
          batchId={batchId}
          group={filling}
          onClose={(n) => {
            setFilling(null);
            if (n !== undefined) setFilled(n);
          }}
        />
      )}
    </div>
  );
}

/** Hands in all that nothing is missing in; one that is refused does not hold up the others. */
function HandIn({ missing }: { missing: Missing }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [changeId, setChangeId] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const run = useMutation(trpc.entry.bulkRun.mutationOptions({ meta: { showsOwnError: true } }));
  const change = useQuery(
    trpc.entry.bulkGet.queryOptions(
      { changeId: changeId ?? "" },
      {
        enabled: changeId !== null,
        refetchInterval: (query) => (query.state.data?.state === "running" ? 800 : false),
      },
    ),
  ).data;
  const isDone = change?.state === "done";
  useEffect(() => {
    if (isDone) void queryClient.invalidateQueries({ queryKey: trpc.import.pathKey() });
  }, [isDone, queryClient, trpc]);
  const handIn = async () => {
    setError(null);
    try {
      const started = await run.mutateAsync({
        // As many as one step takes; what is left shows the button again.
        entryIds: missing.readyIds.slice(0, 500),
        change: { action: "submit" },
      });
      setChangeId(started.changeId);
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  const done = change?.results.filter((result) => result.outcome === "submitted").length ?? 0;
  const refused = change?.results.filter((result) => result.outcome === "refused") ?? [];
  return (
    <section className="sheet stack">
      {missing.submitted > 0 && !change && <p>{t("web.missing.submitted", { n: missing.submitted })}</p>}
      {change && !isDone && (
        <div aria-live="polite">
          <p>{t("web.missing.handing")}</p>
          <Progress
            percent={change.total > 0 ? Math.floor((change.done / change.total) * 100) : 0}
            aria-label={t("web.missing.handing")}
          />
        </div>
      )}
      {isDone && (
        <Alert
          type={refused.length > 0 ? "warning" : "success"}
          showIcon
          title={t("web.missing.handed", { done, left: refused.length })}
          description={
            refused.length > 0 && (
              <ul style={{ margin: 0, paddingInlineStart: 18 }}>
                {refused.slice(0, 20).map((result) => (
                  <li key={result.entryId}>
                    {result.title}
                    {t("form.colon")}
                    {t(result.reason ?? "common.unexpected", result.details)}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
      {error && <Alert type="error" showIcon title={error} role="alert" />}
      {missing.readyIds.length > 0 && (!change || isDone) && (
        <div className="form-actions">
          <Popconfirm
            title={t("web.missing.hand_in_sure")}
            okText={t("web.missing.hand_in", { n: missing.readyIds.length })}
            cancelText={t("web.cancel")}
            onConfirm={() => void handIn()}
          >
            <Button type="primary" loading={run.isPending}>
              {t("web.missing.hand_in", { n: missing.readyIds.length })}
            </Button>
          </Popconfirm>
        </div>
      )}
    </section>
  );
}
