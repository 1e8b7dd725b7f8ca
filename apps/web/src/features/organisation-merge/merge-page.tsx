import type { MergeField } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Radio } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { useCodeNames } from "../../components/code-select.tsx";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import "./merge.css";

const route = getRouteApi("/in/organisations/merge/$survivorId/$absorbedId");
type Preview = Outputs["organisationMerge"]["preview"];

/** Both records side by side: who goes on, field by field what remains, what moves; then one act that is logged. */
export function MergePage() {
  const params = route.useParams();
  const trpc = useTRPC();
  const preview = useSuspenseQuery(trpc.organisationMerge.preview.queryOptions(params)).data;
  return <Compare key={`${params.survivorId}:${params.absorbedId}`} preview={preview} />;
}

function Compare({ preview }: { preview: Preview }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const { survivor, absorbed, differing } = preview;
  const [take, setTake] = useState<Record<string, "survivor" | "absorbed">>(
    Object.fromEntries(differing.map((d) => [d.field, d.take])),
  );
  const [asking, setAsking] = useState(false);
  const merge = useMutation(trpc.organisationMerge.merge.mutationOptions({ meta: { showsOwnError: true } }));
  const run = async (reason: string) => {
    await merge.mutateAsync({
      survivorId: survivor.organisationId,
      absorbedId: absorbed.organisationId,
      survivorVersion: survivor.version,
      absorbedVersion: absorbed.version,
      take: differing.map((d) => d.field).filter((field) => take[field] === "absorbed"),
      reason,
    });
    void message.success(t("web.merge.done"));
    void queryClient.invalidateQueries({ queryKey: trpc.organisation.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.organisationMerge.pathKey() });
    await navigate({ to: "/organisations/$organisationId", params: { organisationId: survivor.organisationId } });
  };
  return (
    <div className="stack">
      <PageHeader
        title={t("web.merge.page")}
        back={{ to: "/organisations/duplicates", label: t("web.merge.title") }}
        actions={
          <>
            <Link
              to="/organisations/merge/$survivorId/$absorbedId"
              params={{ survivorId: absorbed.organisationId, absorbedId: survivor.organisationId }}
              className="button-link"
            >
              <Button tabIndex={-1}>{t("web.merge.swap")}</Button>
            </Link>
            <Button type="primary" danger disabled={preview.obstacle !== null} onClick={() => setAsking(true)}>
              {t("web.merge.do")}
            </Button>
          </>
        }
      />
      {preview.obstacle && <Alert className="form-top-error" type="warning" showIcon title={t(preview.obstacle)} />}
      <div className="columns-even">
        <Side title={t("web.merge.survivor")} side={survivor} />
        <Side title={t("web.merge.absorbed")} side={absorbed} />
      </div>
      <section className="sheet stack">
        <h2>{t("web.merge.fields")}</h2>
        {differing.length === 0 && <p className="muted">{t("web.merge.same_fields")}</p>}
        {differing.length > 0 && (
          <div className="merge-heads" aria-hidden>
            <span>{survivor.name}</span>
            <span>{absorbed.name}</span>
          </div>
        )}
        {differing.map(({ field }) => (
          <Choice
            key={field}
            field={field}
            values={[survivor.fields[field] ?? null, absorbed.fields[field] ?? null]}
            value={take[field] ?? "survivor"}
            onChange={(value) => setTake((before) => ({ ...before, [field]: value }))}
          />
        ))}
      </section>
      <div className="columns-even">
        <Counts title={t("web.merge.moves")} counts={preview.moves} />
        <Counts title={t("web.merge.stays")} counts={preview.stays} />
      </div>
      <ConfirmWithReason
        open={asking}
        onClose={() => setAsking(false)}
        danger
        title={t("web.merge.do")}
        okText={t("web.merge.do")}
        text={{ label: t("web.reason"), isRequired: true }}
        onConfirm={({ text }) => run(text)}
      >
        <p>
          {absorbed.name} → <strong>{survivor.name}</strong>
        </p>
        <p>{t("web.merge.do_words")}</p>
      </ConfirmWithReason>
    </div>
  );
}

function Side({ title, side }: { title: string; side: Preview["survivor"] }) {
  const t = useT();
  return (
    <section className="sheet">
      <h2>{title}</h2>
      <p>
        <Link to="/organisations/$organisationId" params={{ organisationId: side.organisationId }}>
          <strong>{side.name}</strong>
        </Link>
      </p>
      <p className="muted">
        {t(`word.organisation.${side.kind}`)} · {side.jurisdictionName} ·{" "}
        {t(side.isVerified ? "web.vetting.verified" : "web.vetting.unverified")} ·{" "}
        {t("web.merge.counts", { members: side.members, entries: side.entries })}
      </p>
    </section>
  );
}

function Choice(props: {
  field: MergeField;
  values: [string | null, string | null];
  value: "survivor" | "absorbed";
  onChange: (value: "survivor" | "absorbed") => void;
}) {
  const { field, values } = props;
  const t = useT();
  const area = useCodeNames("area");
  const industry = useCodeNames("industry");
  const tier = useCodeNames("tier");
  const shown = (value: string | null) => {
    if (value === null) return t("web.none");
    if (field === "areaCode") return area(value);
    if (field === "industryCode") return industry(value);
    if (field === "tier") return tier(value);
    return field === "kind" ? t(`word.organisation.${value}`) : value;
  };
  return (
    <fieldset className="merge-choice">
      <legend>{t(`web.merge.f.${field}`)}</legend>
      <Radio.Group value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {(["survivor", "absorbed"] as const).map((side, i) => (
          <Radio key={side} value={side} aria-label={`${t(`web.merge.${side}`)}: ${shown(values[i] ?? null)}`}>
            <span className="merge-side">{t(`web.merge.${side}`)}</span> {shown(values[i] ?? null)}
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}

function Counts({ title, counts }: { title: string; counts: { table: string; count: number }[] }) {
  const t = useT();
  return (
    <section className="sheet">
      <h2>{title}</h2>
      {counts.length === 0 && <p className="muted">{t("web.merge.nothing")}</p>}
      <dl className="facts">
        {counts.map(({ table, count }) => (
          <div key={table} style={{ display: "contents" }}>
            <dt>{t(`merge.table.${table}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
