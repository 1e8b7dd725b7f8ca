import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { Day } from "../../components/values.tsx";

export interface PickedFirm {
  organisationId: string;
  name: string;
}

/** A firm with the thumb: those visited lately at once, any other by a few characters of its name. */
export function FirmPick({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: PickedFirm | null;
  onChange?: (firm: PickedFirm | null) => void;
}) {
  const t = useT();
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const deferred = useDeferredValue(query.trim());
  const found = useQuery(
    trpc.firm.pick.queryOptions({ query: deferred }, { enabled: !value, placeholderData: keepPreviousData }),
  );
  if (value)
    return (
      <div className="row-actions firm-picked">
        <strong>{value.name}</strong>
        <Button size="small" onClick={() => onChange?.(null)}>
          {t("web.visit.firm_change")}
        </Button>
      </div>
    );
  const firms = found.data ?? [];
  return (
    <div>
      <Input
        id={id}
        allowClear
        value={query}
        autoComplete="off"
        placeholder={t("web.visit.firm_search")}
        onChange={(event) => setQuery(event.target.value)}
        onPressEnter={(event) => {
          event.preventDefault();
          if (firms[0]) onChange?.(firms[0]);
        }}
      />
      {!deferred && firms.length > 0 && <p className="muted firm-recent">{t("web.visit.firm_recent")}</p>}
      {deferred && found.data?.length === 0 && <p className="muted">{t("web.visit.firm_none")}</p>}
      <ul className="pick-list">
        {firms.map((firm) => (
          <li key={firm.organisationId}>
            <button type="button" onClick={() => onChange?.({ organisationId: firm.organisationId, name: firm.name })}>
              <span>{firm.name}</span>
              <span className="muted">
                {firm.jurisdictionName} {firm.lastVisitedOn && <Day value={firm.lastVisitedOn} />}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
