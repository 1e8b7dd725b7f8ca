import type { RoundView } from "@jiebang/domain/round/round.schema.ts";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { Day } from "../../components/values.tsx";
import { CiteBasisDialog } from "./cite-basis-dialog.tsx";
import { useLocalText, useParameterValue } from "./round-words.ts";
import { useRoundChange } from "./use-round-change.ts";

/** The rules of this round, each explained with where it comes from, and the documents it rests on. */
export function RoundRules({ round }: { round: RoundView }) {
  return (
    <div className="columns">
      <Parameters round={round} />
      <div>
        <Bases round={round} />
        <Office round={round} />
      </div>
    </div>
  );
}

function Parameters({ round }: { round: RoundView }) {
  const t = useT();
  const textOf = useLocalText();
  const inWords = useParameterValue();
  return (
    <section className="sheet">
      <h2>{t("web.round.parameters")}</h2>
      <dl className="rules">
        {round.parameters.map((parameter) => (
          <div key={parameter.key}>
            <dt>{textOf(parameter.name)}</dt>
            <dd>
              <strong>{inWords(parameter.key, parameter.value)}</strong>
              {JSON.stringify(parameter.value) !== JSON.stringify(parameter.default) && (
                <span className="muted">
                  {" "}
                  {t("web.round.parameter_default", { value: inWords(parameter.key, parameter.default) })}
                </span>
              )}
              <p className="muted">{textOf(parameter.explains)}</p>
              <p className="muted rules-source">
                {parameter.citation.kind === "source"
                  ? `${t("web.round.citation_source")}: ${textOf(parameter.citation)}`
                  : t("web.round.citation_practice")}
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Bases({ round }: { round: RoundView }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useRoundChange();
  const [citing, setCiting] = useState<string | true | null>(null);
  const uncite = useMutation(trpc.round.uncite.mutationOptions({ onSuccess: changed }));
  const mayCite = round.allowedActions.includes("cite");
  return (
    <section className="sheet">
      <h2>
        {t("web.round.basis")}
        {mayCite && (
          <span className="sheet-actions">
            <Button size="small" onClick={() => setCiting(true)}>
              {t("web.round.basis_add")}
            </Button>
          </span>
        )}
      </h2>
      {round.bases.length === 0 && <p className="muted">{t("web.round.basis_none")}</p>}
      <ul className="rows">
        {round.bases.map((basis) => (
          <li key={basis.id}>
            <div className="rows-main">
              {basis.url ? <a href={basis.url}>{basis.title}</a> : basis.title}
              <div className="rows-sub">
                {basis.documentNo} · {basis.issuer}
              </div>
              <div className="rows-sub">
                <Day value={basis.validFrom} /> – <Day value={basis.validTo} />{" "}
                {basis.isExpired && <StateBadge tone="warn">{t("web.round.basis_expired")}</StateBadge>}
              </div>
              {basis.overrideReason && (
                <div className="rows-sub">
                  {t("web.round.basis_override")}: {basis.overrideReason}
                </div>
              )}
            </div>
            {mayCite && (
              <span className="row-actions">
                {basis.isExpired && !basis.overrideReason && (
                  <Button size="small" onClick={() => setCiting(basis.id)}>
                    {t("web.round.basis_override")}
                  </Button>
                )}
                <Button
                  size="small"
                  loading={uncite.isPending && uncite.variables?.basisId === basis.id}
                  onClick={() => uncite.mutate({ roundId: round.id, basisId: basis.id })}
                >
                  {t("web.round.basis_remove")}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {citing && (
        <CiteBasisDialog
          roundId={round.id}
          cited={round.bases.map((basis) => basis.id)}
          basisId={citing === true ? null : citing}
          onClose={() => setCiting(null)}
        />
      )}
    </section>
  );
}

function Office({ round }: { round: RoundView }) {
  const t = useT();
  const rows = [
    ["web.round.hosts", round.hosts.join(t.locale === "zh" ? "、" : ", ")],
    ["web.round.office", round.acceptingOffice],
    ["web.round.phone", round.phone],
    ["web.round.address", round.address],
    ["web.round.supervisor_phone", round.supervisorPhone],
  ] as const;
  return (
    <section className="sheet">
      <h2>{t("web.round.form_contact")}</h2>
      <dl className="facts">
        {rows.map(([key, value]) => (
          <div key={key} style={{ display: "contents" }}>
            <dt>{t(key)}</dt>
            <dd>{value || t("web.none")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
