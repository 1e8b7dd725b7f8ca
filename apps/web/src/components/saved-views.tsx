import { DownOutlined } from "@ant-design/icons";
import type { SavedView, SavedViewList } from "@jiebang/domain";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { App, Button, Checkbox, Dropdown, Input, Modal } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { explainError } from "../app/explain-error.ts";
import { useT } from "../app/locale.tsx";
import { isCoordinator, useMe } from "../app/session.ts";
import { useTRPC } from "../app/trpc.ts";

type Search = SavedView["search"];

/**
 * Filters of a list under a name: a row of tabs above it. One line on a page whose filters live in the address bar.
 * What is saved is the address itself, so a view can hold every filter that the page has now or will have.
 */
export function SavedViews({ list }: { list: SavedViewList }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { page: _page, ...search } = useSearch({ strict: false }) as Search;
  const [isSaving, setSaving] = useState(false);
  const known = useQuery(trpc.savedView.list.queryOptions({ list }, { staleTime: 60_000 })).data;
  const views = known ?? [];
  const take = (after: SavedView[]) => queryClient.setQueryData(trpc.savedView.list.queryKey({ list }), after);
  const remove = useMutation(trpc.savedView.remove.mutationOptions({ onSuccess: take }));
  const setDefault = useMutation(trpc.savedView.setDefault.mutationOptions({ onSuccess: take }));
  const open = (next: Search, replace = false) => void navigate({ to: ".", search: next as never, replace });
  useOpenDefault(list, views, search, open);
  const isEmpty = Object.keys(search).length === 0;
  const current = views.find((view) => sameSearch(view.search, search));
  return (
    <div className="saved-views">
      <nav className="page-tabs" aria-label={t("web.view.label")}>
        <ViewTab
          isOn={isEmpty && !current}
          onClick={() => {
            sessionStorage.setItem(`jiebang.view.${list}`, "all");
            open({});
          }}
        >
          {t("web.view.all")}
        </ViewTab>
        {views.map((view) => (
          <ViewTab
            key={view.viewId}
            isOn={view === current}
            onClick={() => open(view.search)}
            title={view.isOwn ? undefined : t("web.view.shared_by", { name: view.byName })}
          >
            {view.name}
            {view.isDefault && <span className="muted"> · {t("web.view.is_default")}</span>}
          </ViewTab>
        ))}
      </nav>
      {current ? (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: [
              current.isDefault
                ? { key: "unset", label: t("web.view.unset_default") }
                : { key: "default", label: t("web.view.make_default") },
              ...(current.isOwn ? [{ key: "remove", label: t("web.view.remove"), danger: true }] : []),
            ],
            onClick: ({ key }) => {
              if (key === "remove") remove.mutate({ viewId: current.viewId });
              else setDefault.mutate({ list, viewId: key === "default" ? current.viewId : null });
            },
          }}
        >
          <Button size="small" aria-label={t("web.view.menu")} icon={<DownOutlined />} />
        </Dropdown>
      ) : (
        known &&
        !isEmpty && (
          <Button size="small" onClick={() => setSaving(true)}>
            {t("web.view.save")}
          </Button>
        )
      )}
      {isSaving && <SaveDialog list={list} search={search} onDone={take} onClose={() => setSaving(false)} />}
    </div>
  );
}

function ViewTab(props: { isOn: boolean; onClick: () => void; title?: string; children: React.ReactNode }) {
  return (
    <button
      type="button"
      className="page-tab"
      aria-current={props.isOn ? "page" : undefined}
      title={props.title}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** A list that is opened without filters opens with the default view; "all" is remembered while the tab lives. */
function useOpenDefault(
  list: SavedViewList,
  views: SavedView[],
  search: Search,
  open: (next: Search, replace: boolean) => void,
) {
  const wasTried = useRef(false);
  const preset = views.find((view) => view.isDefault);
  const isEmpty = Object.keys(search).length === 0;
  useEffect(() => {
    if (wasTried.current || views.length === 0) return;
    wasTried.current = true;
    if (preset && isEmpty && sessionStorage.getItem(`jiebang.view.${list}`) !== "all") open(preset.search, true);
  });
}

/** Order says nothing in an address. */
function sameSearch(a: Search, b: Search): boolean {
  const text = (search: Search) =>
    JSON.stringify(Object.entries(search).sort(([one], [two]) => (one < two ? -1 : one > two ? 1 : 0)));
  return text(a) === text(b);
}

function SaveDialog(props: {
  list: SavedViewList;
  search: Search;
  onDone: (views: SavedView[]) => void;
  onClose: () => void;
}) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const { message } = App.useApp();
  const nameId = useId();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const [isDefault, setDefault] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = useMutation(
    trpc.savedView.save.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: (views) => {
        props.onDone(views);
        props.onClose();
        message.success(t("web.view.saved"));
      },
      onError: (failure) => setError(explainError(t, failure)),
    }),
  );
  const submit = () => {
    if (!name.trim()) return setError(t("savedView.name_missing"));
    save.mutate({ list: props.list, name, search: props.search, isShared, isDefault });
  };
  return (
    <Modal
      open
      title={t("web.view.save_title")}
      okText={t("web.view.save")}
      confirmLoading={save.isPending}
      onOk={submit}
      onCancel={props.onClose}
    >
      <div className="stack">
        <label htmlFor={nameId}>
          {t("web.view.name")}
          <Input
            id={nameId}
            autoFocus
            value={name}
            maxLength={30}
            placeholder={t("web.view.name_hint")}
            status={error ? "error" : undefined}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={submit}
          />
        </label>
        {error && <p role="alert">{error}</p>}
        {isCoordinator(me) && (
          <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>
            {t("web.view.share")}
          </Checkbox>
        )}
        <div>
          <Checkbox checked={isDefault} onChange={(event) => setDefault(event.target.checked)}>
            {t("web.view.make_default")}
          </Checkbox>
        </div>
      </div>
    </Modal>
  );
}
