import { XLSX_ROW_LIMIT } from "@jiebang/domain";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { isMember, type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import "./open.css";
import { SecretDialog } from "./secret-dialog.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";

type Webhook = Outputs["webhook"]["list"]["items"][number];
const route = getRouteApi("/in/open");

/** What leaves the platform: files for people, addresses for machines, news for other systems. */
export function OpenPage() {
  const t = useT();
  const me = useMe();
  return (
    <div className="stack">
      <PageHeader title={t("web.openness.title")} lead={t("web.openness.lead")} />
      <section className="sheet stack">
        <h2>{t("web.openness.export_title")}</h2>
        {isMember(me) && <ExportRow scope="own" />}
        <ExportRow scope="readable" />
        <p className="quiet">{t("web.openness.export_log", { n: XLSX_ROW_LIMIT })}</p>
      </section>
      <Webhooks />
      <PublicAddresses />
    </div>
  );
}

function ExportRow({ scope }: { scope: "own" | "readable" }) {
  const t = useT();
  return (
    <div className="take-row">
      <div>
        <strong>{t(`web.openness.export_${scope}`)}</strong>
        <div className="quiet">{t(`web.openness.export_${scope}_note`)}</div>
      </div>
      <div className="take-links">
        {["csv", "xlsx", "jsonl"].map((format) => (
          <Button key={format} href={`/files/export/entries/${scope}.${format}`}>
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Webhooks() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { page } = route.useSearch();
  const owners = useSuspenseQuery(trpc.webhook.owners.queryOptions()).data;
  const hooks = useSuspenseQuery(trpc.webhook.list.queryOptions(pageInput(page))).data;
  const [isNew, setNew] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  if (owners.length === 0) return null;
  const ownerName = (owner: { kind: string; name: string }) => (owner.kind === "platform" ? t("app.name") : owner.name);
  return (
    <section className="sheet stack">
      <div className="take-row">
        <h2>{t("web.openness.hooks_title")}</h2>
        <Button type="primary" onClick={() => setNew(true)}>
          {t("web.openness.hook_new")}
        </Button>
      </div>
      <DataList<Webhook>
        label={t("web.openness.hooks_title")}
        rows={hooks.items}
        total={hooks.total}
        rowKey={(hook) => hook.endpointId}
        empty={<EmptyFace title={t("web.openness.hooks_none")} hint={t("web.openness.hooks_none_note")} />}
        columns={[
          {
            key: "url",
            title: t("web.openness.hook_url"),
            render: (hook) => (
              <Link to="/open/webhooks/$endpointId" params={{ endpointId: hook.endpointId }} className="hook-url">
                {hook.url}
              </Link>
            ),
          },
          { key: "owner", title: t("web.openness.hook_owner"), render: (hook) => ownerName(hook.owner) },
          {
            key: "state",
            title: t("web.openness.hook_state"),
            render: (hook) => <StateTag prefix="word.webhook_state" state={hook.state} />,
          },
          {
            key: "counts",
            title: t("web.openness.hook_counts"),
            align: "right",
            render: (hook) => `${hook.delivered} / ${hook.pending} / ${hook.failed}`,
          },
        ]}
      />
      {isNew && (
        <WebhookDialog
          owners={owners.map((owner) => ({ ...owner, name: ownerName(owner) }))}
          onClose={() => setNew(false)}
          onSaved={(given) => {
            setNew(false);
            setSecret(given ?? null);
            void queryClient.invalidateQueries({ queryKey: trpc.webhook.pathKey() });
          }}
        />
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </section>
  );
}

function PublicAddresses() {
  const t = useT();
  const prefix = t.locale === "en" ? "/en" : "";
  const addresses = [
    ["Atom", `${prefix}/feeds/all.atom`],
    ["OAI-PMH 2.0", "/oai?verb=Identify"],
    ["OpenAPI", "/api/v1/openapi.json"],
    ["Sitemap", "/sitemap.xml"],
    ["CSV", `${prefix}/export/search.csv`],
  ] as const;
  return (
    <section className="sheet stack">
      <h2>{t("web.openness.feeds_title")}</h2>
      <p className="quiet">{t("web.openness.feeds_note")}</p>
      <dl className="facts">
        {addresses.map(([name, path]) => (
          <div key={name} className="address">
            <dt>{name}</dt>
            <dd>
              <a href={path} className="hook-url">
                {`${window.location.origin}${path}`}
              </a>{" "}
              <CopyButton text={`${window.location.origin}${path}`} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
