import type { LeadView } from "@jiebang/domain/lead/lead.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useCurrent } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { ClaimSteps } from "./claim-page.tsx";
import { NeedForm } from "./need-form.tsx";

const route = getRouteApi("/out/need");

/** What do you need? Then: it is with us, and here is what you can do yourself. */
export function NeedPage() {
  const t = useT();
  const me = useCurrent();
  const { organisation } = route.useSearch();
  const [done, setDone] = useState<LeadView | null>(null);
  const own = me?.memberships.find((m) => m.organisationId === organisation) ?? me?.memberships[0];
  if (!me || !own)
    return (
      <div className="door-sheet">
        <EmptyFace
          title={t("web.claim.sign_in_first")}
          action={
            <Link to="/sign-in" search={{ next: "/app/need" }}>
              {t("web.account.sign_in")}
            </Link>
          }
        />
      </div>
    );
  return (
    <div className="door-sheet">
      <title>{`${t("web.lead.need_title")} · ${t("app.name")}`}</title>
      <ClaimSteps at={done ? 2 : 1} />
      {done ? (
        <Done lead={done} onMore={() => setDone(null)} />
      ) : (
        <>
          <h1 tabIndex={-1}>{t("web.lead.need_title")}</h1>
          <p className="door-lead">{own.organisationName}</p>
          <NeedForm key={own.organisationId} organisationId={own.organisationId} onDone={setDone} />
        </>
      )}
    </div>
  );
}

function Done({ lead, onMore }: { lead: LeadView; onMore: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const convert = useMutation(trpc.lead.convert.mutationOptions());
  return (
    <div className="stack">
      <h1 tabIndex={-1}>{t("web.lead.done_title")}</h1>
      <blockquote className="lead-said">{lead.sentence}</blockquote>
      <p>{t("web.lead.done_words")}</p>
      <Button
        type="primary"
        size="large"
        block
        loading={convert.isPending}
        onClick={async () => {
          const { entryId } = await convert.mutateAsync({ leadId: lead.leadId, version: lead.version });
          await navigate({ to: "/entries/$entryId/edit", params: { entryId } });
        }}
      >
        {t("web.lead.done_self")}
      </Button>
      <Button
        size="large"
        block
        onClick={() => void navigate({ to: "/leads/$leadId", params: { leadId: lead.leadId } })}
      >
        {t("web.lead.done_wait")}
      </Button>
      <Button type="link" block onClick={onMore}>
        {t("web.lead.done_more")}
      </Button>
    </div>
  );
}
