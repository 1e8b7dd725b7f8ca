import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useT } from "../../app/locale.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { SavedViews } from "../../components/saved-views.tsx";
import { InterestRows } from "./interest-rows.tsx";

const route = getRouteApi("/in/interests");

export function InterestListPage() {
  const t = useT();
  const { side = "owner", overdue, waiting } = route.useSearch();
  const navigate = useNavigate({ from: "/interests" });
  return (
    <>
      <PageHeader title={t("web.interest.title")} lead={t("web.interest.lead")} />
      <SavedViews list="interests" />
      <PageTabs
        active={side}
        onChange={(key) => void navigate({ search: { side: key === "asker" ? "asker" : undefined } })}
        items={(["owner", "asker"] as const).map((key) => ({
          key,
          label: t(`web.interest.tab_${key}`),
          children: (
            <>
              <div className="toolbar">
                <Checkbox
                  checked={overdue ?? false}
                  onChange={(event) =>
                    void navigate({
                      search: (s) => ({ ...s, page: undefined, overdue: event.target.checked || undefined }),
                    })
                  }
                >
                  {t("web.interest.only_overdue")}
                </Checkbox>
                <Checkbox
                  checked={waiting ?? false}
                  onChange={(event) =>
                    void navigate({
                      search: (s) => ({ ...s, page: undefined, waiting: event.target.checked || undefined }),
                    })
                  }
                >
                  {t("web.interest.only_needs_outcome")}
                </Checkbox>
              </div>
              <InterestRows side={key} isOverdue={overdue} needsOutcome={waiting} />
            </>
          ),
        }))}
      />
    </>
  );
}
