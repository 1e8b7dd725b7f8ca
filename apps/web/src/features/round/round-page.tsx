import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { useLocalName } from "../../components/values.tsx";
import { ObjectionList } from "../notice/objection-list.tsx";
import { RoundActions } from "./round-actions.tsx";
import { RoundBoard } from "./round-board.tsx";
import { RoundNext } from "./round-next.tsx";
import { RoundRecords } from "./round-records.tsx";
import { RoundRules } from "./round-rules.tsx";
import { RoundStages } from "./round-stages.tsx";
import { useTitle } from "./round-words.ts";

const route = getRouteApi("/in/rounds/$roundId");

/** One screen per round: where it stands, what is next and from whom, the board, the rules, the records. */
export function RoundPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const nameOf = useLocalName();
  const titleOf = useTitle();
  const { roundId } = route.useParams();
  const { tab = "board" } = route.useSearch();
  const round = useSuspenseQuery(trpc.round.get.queryOptions({ roundId })).data;
  const summary = t.locale === "en" ? (round.summaryEn ?? round.summary) : round.summary;
  return (
    <>
      <PageHeader
        title={titleOf(round)}
        eyebrow={
          <>
            {round.number && <span className="mono">{round.number}</span>}
            <span>{nameOf(round.jurisdiction)}</span>
            <span>
              {nameOf(round.template)} v{round.template.version}
            </span>
            {round.number && (
              <a href={`${t.locale === "en" ? "/en" : ""}/rounds/${round.number}`}>{t("web.round.public_page")}</a>
            )}
          </>
        }
        back={{ to: "/rounds", label: t("web.round.back") }}
        tags={<StateTag prefix="word.round_state" state={round.state} />}
        lead={summary}
        actions={<RoundActions round={round} />}
      />
      <RoundStages round={round} />
      <RoundNext round={round} />
      <Tabs
        activeKey={tab}
        onChange={(key) =>
          void navigate({ to: "/rounds/$roundId", params: { roundId }, search: { tab: key as typeof tab } })
        }
        items={[
          {
            key: "board",
            label: `${t("web.round.tab_board")} ${round.items.length}`,
            children: <RoundBoard round={round} />,
          },
          { key: "rules", label: t("web.round.tab_rules"), children: <RoundRules round={round} /> },
          { key: "records", label: t("web.round.tab_records"), children: <RoundRecords round={round} /> },
          ...(round.isCoordinator
            ? [
                {
                  key: "objections",
                  label: t("web.round.tab_objections"),
                  children: <ObjectionList roundId={round.id} />,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
