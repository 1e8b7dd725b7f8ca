import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { StateTag } from "../../components/state-tag.tsx";

type Engagement = Outputs["technologyManager"]["engagements"]["items"][number];

/** One engagement: between whom, whose yes is missing, and what one may do about it. */
export function EngagementRow({ engagement, onChange }: { engagement: Engagement; onChange: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const options = { onSuccess: onChange };
  const accept = useMutation(trpc.technologyManager.accept.mutationOptions(options));
  const decline = useMutation(trpc.technologyManager.decline.mutationOptions(options));
  const end = useMutation(trpc.technologyManager.endEngagement.mutationOptions(options));
  const can = (action: Engagement["allowedActions"][number]) => engagement.allowedActions.includes(action);
  const ref = { engagementId: engagement.engagementId };
  return (
    <li>
      <div className="rows-main">
        {can("read") ? (
          <Link to="/technology-managers/engagements/$engagementId" params={ref}>
            {engagement.entryNumber} {engagement.entryTitle}
          </Link>
        ) : (
          <span>
            {engagement.entryNumber} {engagement.entryTitle}
          </span>
        )}
        <div className="rows-sub">
          {engagement.managerName} · {engagement.ownerName ?? t("web.interest.hidden_poster")}
          {engagement.askerName && ` ↔ ${engagement.askerName}`}
          {engagement.awaits.length > 0 &&
            ` · ${t("web.manager.awaits", { who: engagement.awaits.map((s) => t(`web.manager.side.${s}`)).join("、") })}`}
        </div>
        {engagement.mayAnswer && <div className="rows-sub">{t("web.interest.manager_may_answer")}</div>}
        {engagement.note && <div className="rows-sub">{engagement.note}</div>}
      </div>
      <StateTag prefix="word.engagement_state" state={engagement.state} />
      {can("accept") && (
        <Button size="small" type="primary" loading={accept.isPending} onClick={() => accept.mutate(ref)}>
          {t("web.manager.accept")}
        </Button>
      )}
      {can("decline") && (
        <Button size="small" loading={decline.isPending} onClick={() => decline.mutate(ref)}>
          {t("web.manager.decline")}
        </Button>
      )}
      {can("end") && (
        <Button size="small" type="text" danger loading={end.isPending} onClick={() => end.mutate(ref)}>
          {t("web.manager.end")}
        </Button>
      )}
    </li>
  );
}
