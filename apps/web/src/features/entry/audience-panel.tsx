import type { AudienceView, CircleMember } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Alert, App, Button, Radio, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { useCodeList } from "../../components/code-select.tsx";
import { OrganisationPicks, type PickedOrganisation } from "./organisation-picks.tsx";

/** For whom an entry is, and who is kept away from it. */
export function AudiencePanel({ entryId, isStanding }: { entryId: string; isStanding: boolean }) {
  const trpc = useTRPC();
  const view = useSuspenseQuery(trpc.entry.audience.queryOptions({ entryId })).data;
  return <AudienceForm key={view.version} view={view} isStanding={isStanding} />;
}

const valuesOf = (view: AudienceView, kind: CircleMember["kind"]) =>
  view.circle.filter((one) => one.kind === kind).map((one) => one.value);

function AudienceForm({ view, isStanding }: { view: AudienceView; isStanding: boolean }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [audience, setAudience] = useState(view.audience);
  const [named, setNamed] = useState<PickedOrganisation[]>(
    view.circle.filter((one) => one.kind === "organisation").map((one) => ({ id: one.value, name: one.name })),
  );
  const [jurisdictions, setJurisdictions] = useState(valuesOf(view, "jurisdiction"));
  const [tiers, setTiers] = useState(valuesOf(view, "tier"));
  const [blocked, setBlocked] = useState<PickedOrganisation[]>(
    view.blocked.map((one) => ({
      id: one.organisationId,
      name: one.name,
      note: one.affiliates > 0 ? t("web.audience.affiliates", { count: one.affiliates }) : undefined,
    })),
  );
  const places = useSuspenseQuery(trpc.jurisdiction.list.queryOptions()).data;
  const tierList = useCodeList("tier").data?.items ?? [];
  const save = useMutation(
    trpc.entry.setAudience.mutationOptions({
      onSuccess: (next) => {
        queryClient.setQueryData(trpc.entry.audience.queryKey({ entryId: view.entryId }), next);
        void queryClient.invalidateQueries({ queryKey: trpc.entry.get.queryKey({ entryId: view.entryId }) });
        void message.success(t("web.audience.saved"));
      },
    }),
  );
  const disabled = !view.canChange;
  const en = t.locale === "en";
  return (
    <section className="sheet stack">
      <div>
        <h2>{t("web.audience.title")}</h2>
        <Radio.Group
          className="audience-choice"
          aria-label={t("web.audience.title")}
          disabled={disabled}
          value={audience}
          onChange={(event) => setAudience(event.target.value)}
        >
          <Radio value="public">
            {t("web.audience.public")}
            <span className="muted">{t("web.audience.public_hint")}</span>
          </Radio>
          <Radio value="circle">
            {t("web.audience.circle")}
            <span className="muted">{t("web.audience.circle_hint")}</span>
          </Radio>
        </Radio.Group>
      </div>
      {audience === "circle" && (
        <fieldset className="audience-part">
          <legend>{t("web.audience.circle_members")}</legend>
          <OrganisationPicks
            label={t("web.audience.organisations")}
            value={named}
            onChange={setNamed}
            disabled={disabled}
          />
          <Select
            mode="multiple"
            disabled={disabled}
            value={jurisdictions}
            onChange={setJurisdictions}
            placeholder={t("web.audience.jurisdictions")}
            aria-label={t("web.audience.jurisdictions")}
            optionFilterProp="label"
            options={places.map((one) => ({ value: one.jurisdictionId, label: (en && one.nameEn) || one.name }))}
          />
          <Select
            mode="multiple"
            disabled={disabled}
            value={tiers}
            onChange={setTiers}
            placeholder={t("web.audience.tiers")}
            aria-label={t("web.audience.tiers")}
            optionFilterProp="label"
            options={tierList.map((one) => ({ value: one.code, label: (en && one.nameEn) || one.name }))}
          />
          <p className="muted">{t("web.audience.rule_hint")}</p>
          {view.audience === "circle" && <p>{t("web.audience.circle_size", { count: view.circleSize })}</p>}
          {view.audience === "public" && isStanding && (
            <Alert
              type="warning"
              showIcon
              title={t("web.audience.narrow_now")}
              description={t("web.audience.board_limit")}
            />
          )}
        </fieldset>
      )}
      <fieldset className="audience-part">
        <legend>{t("web.audience.blocked")}</legend>
        <p className="muted">{t("web.audience.blocked_hint")}</p>
        <OrganisationPicks
          label={t("web.audience.blocked")}
          value={blocked}
          onChange={setBlocked}
          disabled={disabled}
        />
        {audience === "public" && blocked.length > 0 && (
          <Alert type="info" showIcon title={t("web.audience.public_limit")} />
        )}
      </fieldset>
      {view.canChange && (
        <div>
          <Button
            type="primary"
            loading={save.isPending}
            onClick={() =>
              save.mutate({
                entryId: view.entryId,
                version: view.version,
                audience,
                circle: [
                  ...named.map((one) => ({ kind: "organisation" as const, value: one.id })),
                  ...jurisdictions.map((value) => ({ kind: "jurisdiction" as const, value })),
                  ...tiers.map((value) => ({ kind: "tier" as const, value })),
                ],
                blocked: blocked.map((one) => one.id),
              })
            }
          >
            {t("web.audience.save")}
          </Button>
        </div>
      )}
    </section>
  );
}
