import { useQueryClient } from "@tanstack/react-query";
import { Tag } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { OrganisationSelect } from "../../components/organisation-select.tsx";

export interface PickedOrganisation {
  id: string;
  name: string;
  note?: string;
}

/** Several organisations: searched one by one, shown as names that can be taken off again. */
export function OrganisationPicks(props: {
  value: PickedOrganisation[];
  onChange: (next: PickedOrganisation[]) => void;
  label: string;
  disabled?: boolean;
}) {
  const { value, onChange, label, disabled } = props;
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [turn, setTurn] = useState(0);
  const add = (id: string | null) => {
    if (!id || value.some((one) => one.id === id)) return;
    // Its name was just shown in the list that it was picked from.
    const known = queryClient
      .getQueriesData<{ organisationId: string; name: string }[]>({ queryKey: trpc.organisation.search.queryKey() })
      .flatMap(([, rows]) => rows ?? [])
      .find((one) => one.organisationId === id);
    onChange([...value, { id, name: known?.name ?? id }]);
    setTurn(turn + 1);
  };
  return (
    <div className="stack organisation-picks">
      {value.length > 0 && (
        <ul className="picks" aria-label={label}>
          {value.map((one) => (
            <li key={one.id}>
              <Tag
                closable={!disabled && { "aria-label": `${t("web.remove")} ${one.name}` }}
                onClose={(event) => {
                  event.preventDefault();
                  onChange(value.filter((other) => other.id !== one.id));
                }}
              >
                {one.name}
                {one.note && <span className="muted"> · {one.note}</span>}
              </Tag>
            </li>
          ))}
        </ul>
      )}
      {!disabled && <OrganisationSelect key={turn} onChange={add} placeholder={label} aria-label={label} />}
    </div>
  );
}
