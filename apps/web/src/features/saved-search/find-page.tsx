import { formatSearchUrl } from "@jiebang/domain/search/search-url.ts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { AutoComplete, Input, Pagination, Segmented } from "antd";
import { useDeferredValue, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { pageInput } from "../../components/data-list.tsx";
import { EmptyFace, ErrorFace, PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { EntryRows, Marked } from "./entry-rows.tsx";
import "./search.css";

const route = getRouteApi("/in/find");
const PAGE = 20;

/** Both catalogues as this person may meet them: what is blocked for one's organisation is not there. */
export function FindPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { q = "", kind, page } = route.useSearch();
  const [typed, setTyped] = useState(q);
  const [shownFor, setShownFor] = useState(q);
  // Going back in the browser brings the words of that page into the box.
  if (shownFor !== q) {
    setShownFor(q);
    setTyped(q);
  }
  const asked = useDeferredValue(typed.trim());
  const suggestions = useQuery(
    trpc.search.suggest.queryOptions(
      { input: asked },
      { enabled: asked !== "" && asked !== q, placeholderData: keepPreviousData },
    ),
  ).data;
  const kinds = kind ? [kind] : [];
  const found = useQuery(
    trpc.search.entries.queryOptions(
      { query: q, kinds, remember: true, ...pageInput(page) },
      { placeholderData: keepPreviousData },
    ),
  );
  const go = (query: string) => navigate({ to: "/find", search: { q: query.trim() || undefined, kind } });
  const url = formatSearchUrl({ query: q, kinds });
  return (
    <>
      <PageHeader
        title={t("web.find.title")}
        lead={t("web.find.lead")}
        actions={
          url !== "" && (
            <Link to="/saved-searches/new" search={{ url }} className="button-link">
              {t("web.savedSearch.keep")}
            </Link>
          )
        }
      />
      <search className="toolbar find-bar">
        <AutoComplete
          value={typed}
          defaultActiveFirstOption={false}
          options={(asked === "" || asked === q ? [] : (suggestions ?? [])).map((suggestion) => ({
            key: `${suggestion.kind} ${suggestion.number ?? ""} ${suggestion.text}`,
            value: suggestion.number ?? suggestion.text,
            label: (
              <span className="suggestion">
                <Marked text={suggestion.text} ranges={suggestion.highlight} />{" "}
                <span className="muted">{t(`web.find.suggestion.${suggestion.kind}`)}</span>
              </span>
            ),
          }))}
          onChange={(value: string) => setTyped(value ?? "")}
          onSelect={(value: string) => void go(value)}
        >
          <Input.Search
            aria-label={t("web.find.box")}
            placeholder={t("web.find.box")}
            maxLength={300}
            enterButton={t("public.search")}
            onSearch={(value) => void go(value)}
          />
        </AutoComplete>
        <Segmented
          aria-label={t("public.kinds")}
          value={kind ?? "all"}
          options={[
            { value: "all", label: t("public.all") },
            { value: "offer", label: t("word.kind.offer") },
            { value: "demand", label: t("word.kind.demand") },
          ]}
          onChange={(value) =>
            navigate({
              to: "/find",
              search: { q: q || undefined, kind: value === "all" ? undefined : (value as "offer" | "demand") },
            })
          }
        />
      </search>
      {found.isPending ? (
        <PageSkeleton />
      ) : found.isError ? (
        <ErrorFace error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <section className="sheet stack" aria-busy={found.isPlaceholderData}>
          <p role="status" className="muted">
            {t(found.data.total.exact ? "public.found" : "public.found_about", { n: found.data.total.value })}
          </p>
          {found.data.corrected && (
            <p>
              {t("public.did_you_mean")}
              <Link to="/find" search={{ q: found.data.corrected, kind }}>
                {found.data.corrected}
              </Link>
            </p>
          )}
          {found.data.relaxed && !found.data.corrected && found.data.hits.length > 0 && (
            <p className="muted">{t("public.relaxed")}</p>
          )}
          {found.data.hits.length > 0 ? (
            <EntryRows hits={found.data.hits} label={t("web.find.results")} />
          ) : (
            <EmptyFace title={t("public.nothing_found")} hint={t("public.nothing_found_advice")} />
          )}
          {found.data.total.value > PAGE && (
            <Pagination
              align="center"
              current={page ?? 1}
              pageSize={PAGE}
              total={found.data.total.value}
              showSizeChanger={false}
              onChange={(next) => void navigate({ to: "/find", search: { q: q || undefined, kind, page: next } })}
            />
          )}
        </section>
      )}
    </>
  );
}
