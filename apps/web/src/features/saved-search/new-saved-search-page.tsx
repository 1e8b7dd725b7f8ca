import { canonicalSearch, parseSearchUrl, saveSearchInput } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm } from "../../components/domain-form.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { SavedSearchFields } from "./saved-search-form.tsx";
import { searchHref, useSearchWords } from "./search-words.tsx";

const route = getRouteApi("/in/saved-searches/new");

/** Where "save this search" of the public page leads. */
export function NewSavedSearchPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const words = useSearchWords();
  const url = canonicalSearch(route.useSearch().url ?? "");
  const { hasMailAddress } = useSuspenseQuery(trpc.savedSearch.list.queryOptions({ limit: 1 })).data;
  const save = useMutation(
    trpc.savedSearch.save.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: async () => {
        void message.success(t("web.savedSearch.saved"));
        await queryClient.invalidateQueries({ queryKey: trpc.savedSearch.pathKey() });
        await navigate({ to: "/saved-searches" });
      },
    }),
  );
  const { query } = parseSearchUrl(new URLSearchParams(url));
  return (
    <>
      <PageHeader
        title={t("web.savedSearch.new")}
        lead={t("web.savedSearch.new_lead")}
        back={{ to: "/saved-searches", label: t("web.savedSearch.title") }}
      />
      <section className="sheet stack">
        <p>
          {t("web.savedSearch.what")} <a href={searchHref(t.locale, url)}>{words(url)}</a>
        </p>
        <DomainForm
          schema={saveSearchInput}
          initialValues={{ name: (query || words(url)).slice(0, 60), cadence: "daily", byMail: hasMailAddress }}
          toInput={(values) => ({ ...values, url })}
          onSubmit={(input) => save.mutateAsync(input)}
        >
          <SavedSearchFields hasMailAddress={hasMailAddress} />
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t("web.save")}
          </Button>
        </DomainForm>
      </section>
    </>
  );
}
