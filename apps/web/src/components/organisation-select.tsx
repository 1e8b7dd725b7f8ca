import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useT } from "../app/locale.tsx";
import { useTRPC } from "../app/trpc.ts";

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (organisationId: string | null) => void;
  placeholder?: string;
  /** Name of what `value` holds before anything was searched. */
  initialName?: string;
  "aria-label"?: string;
}

/** An organisation by name or credit code, searched on the server. */
export function OrganisationSelect({ value, onChange, initialName, ...rest }: Props) {
  const t = useT();
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(initialName);
  const deferred = useDeferredValue(query.trim());
  const found = useQuery(
    trpc.organisation.search.queryOptions(
      { query: deferred || "-", limit: 15 },
      { enabled: deferred.length > 0, placeholderData: keepPreviousData },
    ),
  );
  const options = (deferred ? (found.data ?? []) : []).map((o) => ({
    value: o.organisationId,
    label: o.name,
    code: o.creditCode,
    kind: o.kind,
  }));
  return (
    <Select
      {...rest}
      style={{ width: "100%" }}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQuery }}
      loading={found.isFetching}
      value={value ?? undefined}
      labelRender={({ label }) => label ?? chosen ?? value}
      notFoundContent={deferred && !found.isFetching ? t("web.organisation.none_found") : null}
      options={options}
      optionRender={(option) => (
        <span>
          {option.data.label}{" "}
          <span className="muted">
            {t(`word.organisation.${option.data.kind}`)} {option.data.code ?? ""}
          </span>
        </span>
      )}
      onChange={(next, option) => {
        setChosen(Array.isArray(option) ? undefined : option?.label);
        onChange?.(next ?? null);
      }}
    />
  );
}
