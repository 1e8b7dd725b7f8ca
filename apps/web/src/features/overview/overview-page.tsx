import { formatDateTime } from "@jiebang/i18n";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App, Button, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { AnswerFigures, CountyFigure, FlowFigure, FunnelFigure, HeatFigure } from "./figures.tsx";
import "./overview.css";

const route = getRouteApi("/in/desk/figures");

/** What came of the work: five figures with the tables behind them, for a period and a jurisdiction. */
export function OverviewPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/desk/figures" });
  const view = useSuspenseQuery(
    trpc.overview.get.queryOptions({ from: search.from, to: search.to, jurisdictionId: search.county }),
  ).data;
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true });
  const refresh = useMutation(
    trpc.overview.refresh.mutationOptions({
      onSuccess: () => {
        message.info(t("web.overview.refreshing"));
        setTimeout(() => void queryClient.invalidateQueries({ queryKey: trpc.overview.pathKey() }), 4000);
      },
    }),
  );
  const own = view.jurisdictions.filter((j) => j.isCovered);
  return (
    <>
      <PageHeader
        title={t("web.overview.title")}
        lead={
          <>
            {t("web.overview.lead")}{" "}
            {view.asOf ? t("web.overview.as_of", { at: formatDateTime(t.locale, view.asOf) }) : t("web.overview.never")}
          </>
        }
        actions={
          <>
            {isCoordinator(me) && (
              <Button loading={refresh.isPending} onClick={() => refresh.mutate()}>
                {t("web.overview.refresh")}
              </Button>
            )}
            <Button onClick={() => window.print()}>{t("web.overview.print")}</Button>
          </>
        }
      />
      <div className="toolbar">
        <MonthInput
          label={t("web.overview.from")}
          value={view.from}
          max={view.to}
          onChange={(from) => filter({ from })}
        />
        <MonthInput label={t("web.overview.to")} value={view.to} min={view.from} onChange={(to) => filter({ to })} />
        {own.length > 1 && (
          <Select
            aria-label={t("web.overview.county")}
            value={search.county ?? ""}
            onChange={(county) => filter({ county: county || undefined })}
            options={[{ value: "", label: t("web.overview.all") }, ...own.map((j) => ({ value: j.id, label: j.name }))]}
            style={{ minWidth: 160 }}
          />
        )}
      </div>
      <div className="columns-even figure-grid">
        <div className="stack">
          <FunnelFigure view={view} />
          <HeatFigure view={view} />
        </div>
        <AnswerFigures view={view} />
        <CountyFigure view={view} />
        <FlowFigure view={view} />
      </div>
    </>
  );
}

function MonthInput(props: {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (month: string | undefined) => void;
}) {
  const { label, onChange, ...rest } = props;
  return (
    <span className="month-input">
      <span className="muted">{label}</span>
      <Input
        {...rest}
        type="month"
        aria-label={label}
        onChange={(event) => onChange(event.target.value || undefined)}
        style={{ width: 160 }}
      />
    </span>
  );
}
