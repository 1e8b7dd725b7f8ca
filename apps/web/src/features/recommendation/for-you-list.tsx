import type { RecommendationView } from "@jiebang/domain";
import { DISMISSAL_REASONS, type DismissalReason } from "@jiebang/domain/recommendation/recommendation.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Dropdown, Pagination } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { RecommendationCard } from "./recommendation-card.tsx";
import { useRecommendationChange } from "./use-recommendation-change.ts";

const PAGE = 20;

/** What fits the own entries, or one of them; with what a member may do about it. */
export function ForYouList(props: {
  entryId?: string;
  kind?: "offer" | "demand";
  page?: number;
  onPage?: (page: number) => void;
}) {
  const { entryId, kind, page = 1 } = props;
  const t = useT();
  const trpc = useTRPC();
  const { dismiss } = useRecommendationChange();
  const [refusing, setRefusing] = useState<RecommendationView | null>(null);
  const { data } = useSuspenseQuery(
    trpc.recommendation.forYou.queryOptions(
      { entryId, kind, limit: PAGE, offset: (page - 1) * PAGE },
      // While something is being put together the page looks again by itself.
      { refetchInterval: (query) => (query.state.data?.waiting ? 5000 : false) },
    ),
  );
  return (
    <>
      {data.waiting > 0 && (
        <Alert
          className="form-top-error"
          type="info"
          showIcon
          title={t("web.recommendation.waiting", { n: data.waiting })}
        />
      )}
      {data.items.length === 0 ? (
        <div className="sheet">
          {data.ownEntries === 0 ? (
            <EmptyFace title={t("web.recommendation.empty_none")} hint={t("web.recommendation.empty_none_hint")} />
          ) : (
            <EmptyFace title={t("web.recommendation.empty")} hint={t("web.recommendation.empty_hint")} />
          )}
        </div>
      ) : (
        <ul className="recommendations" aria-label={t("web.recommendation.title")}>
          {data.items.map((item) => (
            <RecommendationCard
              key={`${item.own.id}${item.other.id}`}
              other={item.other}
              explanation={item.explanation}
              own={
                entryId ? undefined : (
                  <p className="rows-sub">
                    {t("web.recommendation.own")}{" "}
                    <Link to="/entries/$entryId" params={{ entryId: item.own.id }}>
                      {(t.locale === "en" && item.own.titleEn) || item.own.title}
                    </Link>
                  </p>
                )
              }
              actions={<Actions item={item} onRefuse={() => setRefusing(item)} />}
            />
          ))}
        </ul>
      )}
      {data.total > PAGE && props.onPage && (
        <Pagination
          align="end"
          current={page}
          pageSize={PAGE}
          total={data.total}
          showSizeChanger={false}
          onChange={props.onPage}
        />
      )}
      <ConfirmWithReason
        open={refusing !== null}
        onClose={() => setRefusing(null)}
        title={t("web.recommendation.dismiss_title")}
        okText={t("web.recommendation.dismiss")}
        reasons={{ codes: DISMISSAL_REASONS, prefix: "recommendation.reason" }}
        text={{ label: t("web.recommendation.dismiss_note") }}
        onConfirm={({ reasons, text }) =>
          dismiss.mutateAsync({
            ownId: refusing!.own.id,
            otherId: refusing!.other.id,
            reason: reasons[0] as DismissalReason,
            note: text,
          })
        }
      >
        {t("web.recommendation.dismiss_words")}
      </ConfirmWithReason>
    </>
  );
}

function Actions({ item, onRefuse }: { item: RecommendationView; onRefuse: () => void }) {
  const t = useT();
  const { showFewer } = useRecommendationChange();
  const { other, own, allowedActions } = item;
  const nameOf = (of: { name: string | null; nameEn: string | null } | null) =>
    (t.locale === "en" && of?.nameEn) || of?.name || "";
  const fewer = [
    ...(allowedActions.includes("fewer_industry")
      ? [{ key: "industry", label: t("web.recommendation.fewer_industry", { name: nameOf(other.industry) }) }]
      : []),
    ...(allowedActions.includes("fewer_organisation")
      ? [{ key: "organisation", label: t("web.recommendation.fewer_organisation", { name: nameOf(other.poster) }) }]
      : []),
  ];
  return (
    <>
      {allowedActions.includes("express_interest") && (
        <Link to="/catalogue/$number" params={{ number: other.number }} className="button-link">
          <Button tabIndex={-1} type="primary" ghost size="small">
            {t("web.recommendation.interest")}
          </Button>
        </Link>
      )}
      {allowedActions.includes("dismiss") && (
        <Button size="small" onClick={onRefuse}>
          {t("web.recommendation.dismiss")}
        </Button>
      )}
      {fewer.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: fewer,
            onClick: ({ key }) =>
              showFewer.mutate({ ownId: own.id, otherId: other.id, kind: key as "industry" | "organisation" }),
          }}
        >
          <Button size="small" type="text" loading={showFewer.isPending}>
            {t("web.recommendation.fewer")} ▾
          </Button>
        </Dropdown>
      )}
    </>
  );
}
