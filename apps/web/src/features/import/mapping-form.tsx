import { ENTRY_KINDS, type EntryKind } from "@jiebang/domain/entry/entry-content.ts";
import { type ImportField, type ImportMapping, importFields } from "@jiebang/domain/import/import.schema.ts";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Alert, App, Button, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { OrganisationSelect } from "../../components/organisation-select.tsx";

const OWN = "own";
const CONFIDENCE = { sure: "good", likely: "other", unsure: "warn" } as const;

/** What each column is read as, for whom, under which name of a source. */
export function MappingForm({ preview }: { preview: Outputs["import"]["preview"] }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const { batch, columns, suggested } = preview;
  const saved = useSuspenseQuery(trpc.import.mappings.queryOptions()).data;
  const [scheme, setScheme] = useState(preview.suggestedMappingId ?? OWN);
  const single = suggested?.shapes.length === 1 ? suggested.shapes[0] : undefined;
  const [kind, setKind] = useState<EntryKind>(single?.kind ?? "offer");
  const [source, setSource] = useState(suggested?.source ?? "");
  const [name, setName] = useState("");
  const [fields, setFields] = useState<Record<string, ImportField>>(() =>
    Object.fromEntries((single?.columns ?? []).map((column) => [column.from, column.to])),
  );
  const memberships = me.memberships;
  const [organisationId, setOrganisationId] = useState<string | null>(
    batch.organisationId ?? (isCoordinator(me) ? null : (memberships[0]?.organisationId ?? null)),
  );
  const options = { meta: { showsOwnError: true } };
  const start = useMutation(trpc.import.start.mutationOptions(options));
  const save = useMutation(trpc.import.saveMapping.mutationOptions(options));
  const [error, setError] = useState<string | null>(null);
  const chosen = saved.find((mapping) => mapping.id === scheme);
  const drawn: ImportMapping = {
    source: source.trim(),
    shapes: [
      {
        kind,
        when: [],
        columns: columns.flatMap(({ name: from }) => (fields[from] ? [{ from, to: fields[from] }] : [])),
      },
    ],
  };
  const attempt = async (work: () => Promise<unknown>) => {
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  const run = () =>
    attempt(async () => {
      await start.mutateAsync({
        batchId: batch.id,
        ...(chosen ? { mappingId: chosen.id } : { mapping: drawn }),
        ...(organisationId && { organisationId }),
      });
      await queryClient.invalidateQueries({ queryKey: trpc.import.pathKey() });
    });
  const keep = () =>
    attempt(async () => {
      await save.mutateAsync({ name, mapping: drawn });
      void message.success(t("web.import.scheme_saved"));
      setName("");
      await queryClient.invalidateQueries({ queryKey: trpc.import.mappings.pathKey() });
    });
  return (
    <section className="sheet stack" aria-labelledby="mapping-title">
      <h2 id="mapping-title">{t("web.import.columns")}</h2>
      <div>
        <label htmlFor="import-scheme">{t("web.import.scheme")}</label>
        <Select
          id="import-scheme"
          style={{ width: "100%" }}
          value={chosen ? scheme : OWN}
          onChange={setScheme}
          options={[
            { value: OWN, label: t("web.import.scheme_own") },
            ...saved.map((mapping) => ({ value: mapping.id, label: mapping.name })),
          ]}
        />
      </div>
      {chosen ? (
        <p className="muted">{t("web.import.scheme_shapes", { n: chosen.shapes.length })}</p>
      ) : (
        <>
          <div>
            <label htmlFor="import-source">{t("web.import.source")}</label>
            <Input
              id="import-source"
              value={source}
              maxLength={60}
              onChange={(event) => setSource(event.target.value)}
            />
            <p className="muted">{t("web.import.source_hint")}</p>
          </div>
          <div>
            <span id="import-kind">{t("web.import.kind")}</span>{" "}
            <Segmented<EntryKind>
              aria-labelledby="import-kind"
              value={kind}
              onChange={setKind}
              options={ENTRY_KINDS.map((value) => ({ value, label: t(`word.kind.${value}`) }))}
            />
          </div>
          {preview.isRemembered && <Alert type="info" showIcon title={t("web.import.remembered")} />}
          <p className="muted">{t("web.import.columns_hint")}</p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t("web.import.column")}</th>
                <th scope="col">{t("web.import.samples")}</th>
                <th scope="col">{t("web.import.field")}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <tr key={column.name}>
                  <th scope="row">
                    {column.name}{" "}
                    {column.confidence && (
                      <StateBadge tone={CONFIDENCE[column.confidence]}>
                        {t(`web.import.confidence.${column.confidence}`)}
                      </StateBadge>
                    )}
                  </th>
                  <td className="muted">{column.samples.join(" · ").slice(0, 120)}</td>
                  <td>
                    <Select<ImportField>
                      aria-label={`${t("web.import.field")} ${column.name}`}
                      style={{ width: "100%", minWidth: 160 }}
                      allowClear
                      showSearch={{ optionFilterProp: "label" }}
                      placeholder={t("web.import.ignore")}
                      value={fields[column.name]}
                      onChange={(field) =>
                        setFields(({ [column.name]: _, ...others }) =>
                          field ? { ...others, [column.name]: field } : others,
                        )
                      }
                      options={importFields.map((field) => ({ value: field, label: t(`import.field.${field}`) }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="form-actions">
            <Input
              aria-label={t("web.import.scheme_name")}
              placeholder={t("web.import.scheme_name")}
              style={{ maxWidth: 260 }}
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
            <Button disabled={!name.trim()} loading={save.isPending} onClick={() => void keep()}>
              {t("web.import.save_scheme")}
            </Button>
          </div>
        </>
      )}
      <div>
        <label htmlFor="import-organisation">{t("web.import.organisation")}</label>
        {isCoordinator(me) ? (
          <>
            <OrganisationSelect
              id="import-organisation"
              value={organisationId}
              onChange={setOrganisationId}
              initialName={batch.organisationName ?? undefined}
            />
            <p className="muted">{t("web.import.organisation_hint")}</p>
          </>
        ) : (
          <Select
            id="import-organisation"
            style={{ width: "100%" }}
            value={organisationId}
            onChange={setOrganisationId}
            options={memberships.map((m) => ({ value: m.organisationId, label: m.organisationName }))}
          />
        )}
      </div>
      {error && <Alert type="error" showIcon title={error} role="alert" />}
      <div className="form-actions">
        <Button type="primary" loading={start.isPending} onClick={() => void run()}>
          {t("web.import.start")}
        </Button>
      </div>
    </section>
  );
}
