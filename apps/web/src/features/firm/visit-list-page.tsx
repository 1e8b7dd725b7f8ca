import { VISIT_OUTCOMES } from "@jiebang/domain";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Pagination, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { PAGE_SIZE, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { SavedViews } from "../../components/saved-views.tsx";
import { useCaseKeys } from "../desk/use-case-keys.ts";
import { VisitRows } from "./visit-rows.tsx";

const route = getRouteApi("/in/visits");

export function VisitListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/visits" });
  const { data } = useSuspenseQuery(
    trpc.visit.list.queryOptions({
      ...pageInput(search.page),
      outcome: search.outcome,
      isMine: search.mine,
      isStepOpen: search.open,
    }),
  );
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...part }) });
  const list = useCaseKeys();
  return (
    <>
      <PageHeader
        title={t("web.visit.title")}
        lead={t("web.visit.lead")}
        actions={
          isCoordinator(me) && (
            <Link to="/visits/new" className="button-link">
              <Button type="primary" tabIndex={-1}>
                {t("web.visit.new")}
              </Button>
            </Link>
          )
        }
      />
      <SavedViews list="visits" />
      <div className="toolbar">
        <Select
          aria-label={t("web.visit.filter_outcome")}
          placeholder={t("web.visit.filter_outcome")}
          allowClear
          value={search.outcome}
          onChange={(outcome) => filter({ outcome })}
          options={VISIT_OUTCOMES.map((one) => ({ value: one, label: t(`word.visit_outcome.${one}`) }))}
          style={{ minWidth: 150 }}
        />
        <Checkbox checked={search.mine ?? false} onChange={(e) => filter({ mine: e.target.checked || undefined })}>
          {t("web.visit.filter_mine")}
        </Checkbox>
        <Checkbox checked={search.open ?? false} onChange={(e) => filter({ open: e.target.checked || undefined })}>
          {t("web.visit.filter_open")}
        </Checkbox>
      </div>
      {data.total === 0 ? (
        <EmptyFace title={t("web.visit.none")} hint={t("web.visit.none_hint")} />
      ) : (
        <div ref={list} className="sheet">
          <VisitRows visits={data.items} withFirm />
        </div>
      )}
      {data.total > PAGE_SIZE && (
        <div className="data-list-foot">
          <span>{t("web.total", { total: data.total })}</span>
          <Pagination
            current={search.page ?? 1}
            pageSize={PAGE_SIZE}
            total={data.total}
            showSizeChanger={false}
            onChange={(next) =>
              void navigate({ search: (previous) => ({ ...previous, page: next === 1 ? undefined : next }) })
            }
          />
        </div>
      )}
    </>
  );
}
