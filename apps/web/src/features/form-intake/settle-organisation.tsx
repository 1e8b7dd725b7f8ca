import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Alert, Input, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { OrganisationSelect } from "../../components/organisation-select.tsx";
import { useLocalName } from "../../components/values.tsx";

type File = Outputs["formIntake"]["files"]["items"][number];
const KINDS = ["enterprise", "university", "institute", "agency"] as const;

/** A person says whose form it is: an organisation on record, or a new one written down and confirmed. */
export function SettleOrganisation({ file, onClose }: { file: File; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const nameOf = useLocalName();
  const own = new Set(me.appointments.map((a) => a.jurisdictionId));
  const jurisdictions = useSuspenseQuery(trpc.jurisdiction.list.queryOptions()).data.filter(
    (j) => own.has(j.jurisdictionId) || (j.parentId !== null && own.has(j.parentId)),
  );
  const [way, setWay] = useState<"known" | "new">(file.newOrganisation ? "new" : "known");
  const [organisationId, setOrganisationId] = useState<string | null>(file.organisationId);
  const [name, setName] = useState(file.newOrganisation?.name ?? file.claim?.name ?? "");
  const [code, setCode] = useState(file.newOrganisation?.creditCode ?? file.claim?.creditCode ?? "");
  const [kind, setKind] = useState<(typeof KINDS)[number]>(file.newOrganisation?.kind ?? "enterprise");
  const [jurisdictionId, setJurisdictionId] = useState(
    file.newOrganisation?.jurisdictionId ?? me.appointments[0]?.jurisdictionId ?? "",
  );
  const [error, setError] = useState<string | null>(null);
  const settle = useMutation(trpc.formIntake.setOrganisation.mutationOptions({ meta: { showsOwnError: true } }));
  const save = async () => {
    setError(null);
    try {
      await settle.mutateAsync(
        way === "known"
          ? { fileId: file.id, organisationId: organisationId ?? undefined }
          : { fileId: file.id, newOrganisation: { name, creditCode: code.trim() || null, kind, jurisdictionId } },
      );
      await queryClient.invalidateQueries({ queryKey: trpc.formIntake.pathKey() });
      onClose();
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  return (
    <Modal
      open
      title={t("web.forms.settle_title")}
      okText={way === "new" ? t("web.forms.settle_new") : t("web.forms.settle")}
      cancelText={t("web.cancel")}
      confirmLoading={settle.isPending}
      okButtonProps={{ disabled: way === "known" ? !organisationId : !name.trim() || !jurisdictionId }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="muted">{file.path}</p>
        <Segmented<"known" | "new">
          block
          value={way}
          onChange={setWay}
          options={[
            { value: "known", label: t("web.forms.settle_known") },
            { value: "new", label: t("web.forms.settle_new") },
          ]}
        />
        {way === "known" ? (
          <OrganisationSelect
            aria-label={t("web.forms.settle_known")}
            value={organisationId}
            initialName={file.organisationName ?? undefined}
            onChange={setOrganisationId}
          />
        ) : (
          <>
            <p className="muted">{t("web.forms.settle_new_hint")}</p>
            <div>
              <label htmlFor="new-name">{t("web.forms.new_name")}</label>
              <Input id="new-name" value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
            </div>
            <div>
              <label htmlFor="new-code">{t("web.forms.new_code")}</label>
              <Input id="new-code" value={code} maxLength={30} onChange={(event) => setCode(event.target.value)} />
            </div>
            <div>
              <label htmlFor="new-kind">{t("web.forms.new_kind")}</label>
              <Select
                id="new-kind"
                style={{ width: "100%" }}
                value={kind}
                onChange={setKind}
                options={KINDS.map((value) => ({ value, label: t(`word.organisation.${value}`) }))}
              />
            </div>
            <div>
              <label htmlFor="new-jurisdiction">{t("web.forms.new_jurisdiction")}</label>
              <Select
                id="new-jurisdiction"
                style={{ width: "100%" }}
                value={jurisdictionId || undefined}
                onChange={setJurisdictionId}
                options={jurisdictions.map((j) => ({ value: j.jurisdictionId, label: nameOf(j) }))}
              />
            </div>
          </>
        )}
        {error && <Alert type="error" showIcon title={error} role="alert" />}
      </div>
    </Modal>
  );
}
