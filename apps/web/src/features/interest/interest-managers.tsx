import type { InterestDetail } from "@jiebang/domain";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DateTime } from "../../components/values.tsx";
import { EngagementRow } from "../technology-manager/engagement-row.tsx";
import { InviteManager } from "../technology-manager/invite-manager.tsx";

/** Who reads along between the parties, what was agreed, whose yes is missing; and whom one asks to help. */
export function InterestManagers({ interest }: { interest: InterestDetail }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const isParty = interest.side === "owner" || interest.side === "asker";
  const mayInvite = isParty && ["open", "accepted"].includes(interest.state);
  const engagements = useQuery(
    trpc.technologyManager.engagements.queryOptions(
      { interestId: interest.id, limit: 20, offset: 0 },
      { enabled: isParty },
    ),
  );
  const waiting = (engagements.data?.items ?? []).filter((one) => one.state === "invited");
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: trpc.technologyManager.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.interest.get.queryKey({ interestId: interest.id }) });
  };
  if (interest.managers.length === 0 && waiting.length === 0 && !mayInvite) return null;
  return (
    <section className="sheet stack">
      <h2>{t("web.interest.managers")}</h2>
      {interest.managers.length + waiting.length > 0 && (
        <ul className="rows">
          {interest.managers.map((manager) => (
            <li key={manager.engagementId}>
              <div className="rows-main">
                {manager.name ?? t("web.interest.manager_unnamed")}
                <div className="rows-sub">
                  {t("web.interest.since")} <DateTime value={manager.since} /> · {t("web.interest.manager_reads")}
                  {manager.mayAnswer && ` · ${t("web.interest.manager_may_answer")}`}
                  {manager.hasAskerConsent && ` · ${t("web.interest.manager_asker_agreed")}`}
                </div>
              </div>
            </li>
          ))}
          {waiting.map((one) => (
            <EngagementRow key={one.engagementId} engagement={one} onChange={refresh} />
          ))}
        </ul>
      )}
      {mayInvite && (
        <div>
          <Button onClick={() => setAsking(true)}>{t("web.interest.manager_invite")}</Button>
        </div>
      )}
      <InviteManager
        open={asking}
        interestId={interest.id}
        isOwner={interest.side === "owner"}
        onClose={() => setAsking(false)}
        onDone={refresh}
      />
    </section>
  );
}
