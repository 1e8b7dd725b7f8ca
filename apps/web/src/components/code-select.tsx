import type { CodeItemView, CodeListKey } from "@jiebang/domain/code-list/code-list.schema.ts";
import { useQuery } from "@tanstack/react-query";
import { Select, TreeSelect } from "antd";
import { useMemo } from "react";
import { useT } from "../app/locale.tsx";
import { useTRPC } from "../app/trpc.ts";

/** A code list in force; it changes a few times a year, so one fetch serves the visit. */
export function useCodeList(list: CodeListKey) {
  const trpc = useTRPC();
  return useQuery(trpc.codeList.get.queryOptions({ key: list }, { staleTime: Number.POSITIVE_INFINITY }));
}

/** Names of codes in the reader's language; an unknown code is shown as itself. */
export function useCodeNames(list: CodeListKey): (code: string | null | undefined) => string {
  const t = useT();
  const { data } = useCodeList(list);
  return useMemo(() => {
    const byCode = new Map(data?.items.map((item) => [item.code, item]));
    return (code) => {
      if (!code) return "";
      const item = byCode.get(code);
      if (item) return nameIn(t.locale, item);
      // A finer class than the list holds: the nearest known class above it says more than a bare code.
      for (let end = code.length - 1; end > 0; end--) {
        const above = byCode.get(code.slice(0, end));
        if (above) return `${code} · ${nameIn(t.locale, above)}`;
      }
      return code;
    };
  }, [data, t.locale]);
}

const nameIn = (locale: "zh" | "en", item: CodeItemView) => (locale === "en" ? (item.nameEn ?? item.name) : item.name);

interface Node {
  value: string;
  title: string;
  children?: Node[];
}

function treeOf(items: CodeItemView[], locale: "zh" | "en"): Node[] {
  const nodes = new Map<string, Node>();
  for (const item of items)
    if (!item.aliasOf) nodes.set(item.code, { value: item.code, title: `${item.code} ${nameIn(locale, item)}` });
  const roots: Node[] = [];
  for (const item of items) {
    const node = nodes.get(item.code);
    if (!node) continue;
    const parent = item.parentCode ? nodes.get(item.parentCode) : undefined;
    if (!parent) roots.push(node);
    else if (parent.children) parent.children.push(node);
    else parent.children = [node];
  }
  return roots;
}

interface Shared {
  list: CodeListKey;
  id?: string;
  placeholder?: string;
  disabled?: boolean;
  "aria-label"?: string;
}
type CodeSelectProps = Shared &
  (
    | { multiple: true; value?: string[]; onChange?: (codes: string[]) => void }
    | { multiple?: false; value?: string | null; onChange?: (code: string | null) => void }
  );

/** One or several codes of a list, found by code or name; a list with levels opens as a tree. */
export function CodeSelect(props: CodeSelectProps) {
  const { list, multiple, value, onChange, ...rest } = props;
  const t = useT();
  const { data, isPending } = useCodeList(list);
  const tree = useMemo(() => (data ? treeOf(data.items, t.locale) : []), [data, t.locale]);
  const isDeep = tree.some((node) => node.children);
  const change = (next: string | string[] | undefined) =>
    (onChange as ((value: unknown) => void) | undefined)?.(multiple ? (next ?? []) : (next ?? null));
  const shared = {
    ...rest,
    allowClear: true,
    loading: isPending,
    style: { width: "100%" },
    value: (value ?? undefined) as never,
    onChange: change as never,
  };
  return isDeep ? (
    <TreeSelect
      {...shared}
      treeData={tree}
      multiple={multiple}
      showSearch={{ treeNodeFilterProp: "title" }}
      treeLine={false}
      popupMatchSelectWidth={false}
      styles={{ popup: { root: { maxWidth: "min(92vw, 460px)" } } }}
      listHeight={320}
    />
  ) : (
    <Select
      {...shared}
      mode={multiple ? "multiple" : undefined}
      showSearch={{ optionFilterProp: "label" }}
      options={tree.map((node) => ({ value: node.value, label: node.title.replace(/^\S+ /, "") }))}
    />
  );
}
