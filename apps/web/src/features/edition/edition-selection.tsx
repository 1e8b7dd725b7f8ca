import type { EditionFilter } from "@jiebang/domain/edition/edition.schema.ts";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Input, Select, Space } from "antd";
import { useId, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { CodeSelect } from "../../components/code-select.tsx";
import { DayInput } from "../../components/inputs.tsx";
import { useLocalName } from "../../components/values.tsx";
import { useBilingual } from "../call/call-words.ts";
import { type EditionView, useEditionChange } from "./use-edition-change.ts";

const NOTHING: EditionFilter = {
  callId: null,
  chainCodes: [],
  industryPrefixes: [],
  jurisdictionIds: [],
  publishedFrom: null,
  publishedTo: null,
};

/** Takes in what a filter or a call gives, or one entry by its number. */
export function EditionSelection({ edition }: { edition: EditionView }) {
  const t = useT();
  const trpc = useTRPC();
  const id = useId();
  const nameOf = useLocalName();
  const textOf = useBilingual();
  const changed = useEditionChange();
  const { message } = App.useApp();
  const [filter, setFilter] = useState<EditionFilter>({ ...NOTHING, ...edition.selection });
  const [number, setNumber] = useState("");
  const calls = useQuery(trpc.calls.list.queryOptions({ limit: 100 }));
  const fill = useMutation(
    trpc.edition.fill.mutationOptions({
      onSuccess: (view) => {
        changed(view);
        void message.success(t("web.edition.filled", { n: view.pickCount }));
      },
    }),
  );
  const add = useMutation(
    trpc.edition.add.mutationOptions({
      onSuccess: (view) => {
        changed(view);
        setNumber("");
      },
    }),
  );
  const set = (part: Partial<EditionFilter>) => setFilter({ ...filter, ...part });
  const run = (mode: "replace" | "add") => fill.mutate({ editionId: edition.id, filter, mode });
  const jurisdictions = useQuery(trpc.jurisdiction.list.queryOptions()).data ?? [];
  return (
    <section className="sheet">
      <h2>{t("web.edition.select")}</h2>
      <p className="muted">{t("web.edition.select_hint")}</p>
      <div className="form-grid edition-filter">
        <div>
          <label htmlFor={`${id}call`}>{t("web.edition.of_call")}</label>
          <Select
            id={`${id}call`}
            allowClear
            style={{ width: "100%" }}
            loading={calls.isPending}
            value={filter.callId}
            onChange={(callId: string | null) => set({ callId: callId ?? null })}
            options={(calls.data?.items ?? [])
              .filter((c) => c.number)
              .map((c) => ({ value: c.id, label: `${c.number} ${textOf(c.title, c.titleEn)}` }))}
          />
        </div>
        <div>
          <label htmlFor={`${id}chain`}>{t("web.call.chains")}</label>
          <CodeSelect
            list="chain"
            multiple
            id={`${id}chain`}
            value={filter.chainCodes}
            onChange={(chainCodes) => set({ chainCodes })}
          />
        </div>
        <div>
          <label htmlFor={`${id}area`}>{t("web.call.jurisdictions")}</label>
          <Select
            id={`${id}area`}
            mode="multiple"
            allowClear
            style={{ width: "100%" }}
            value={filter.jurisdictionIds}
            onChange={(jurisdictionIds: string[]) => set({ jurisdictionIds })}
            options={jurisdictions
              .filter((j) => j.jurisdictionId === edition.jurisdiction.id || j.parentId === edition.jurisdiction.id)
              .map((j) => ({ value: j.jurisdictionId, label: nameOf(j) }))}
          />
        </div>
        <div>
          <label htmlFor={`${id}industry`}>{t("web.edition.industries")}</label>
          <Select
            id={`${id}industry`}
            mode="tags"
            allowClear
            style={{ width: "100%" }}
            placeholder="C32"
            value={filter.industryPrefixes}
            onChange={(codes: string[]) =>
              set({
                industryPrefixes: codes.map((c) => c.trim().toUpperCase()).filter((c) => /^[A-T]?\d{0,4}$/.test(c)),
              })
            }
          />
        </div>
        <div>
          <label htmlFor={`${id}from`}>{t("web.edition.published_from")}</label>
          <DayInput
            id={`${id}from`}
            value={filter.publishedFrom}
            onChange={(publishedFrom) => set({ publishedFrom: publishedFrom ?? null })}
          />
        </div>
        <div>
          <label htmlFor={`${id}to`}>{t("web.edition.published_to")}</label>
          <DayInput
            id={`${id}to`}
            value={filter.publishedTo}
            onChange={(publishedTo) => set({ publishedTo: publishedTo ?? null })}
          />
        </div>
      </div>
      <div className="form-actions">
        <Button type="primary" loading={fill.isPending} onClick={() => run("replace")}>
          {t("web.edition.fill")}
        </Button>
        <Button loading={fill.isPending} disabled={edition.pickCount === 0} onClick={() => run("add")}>
          {t("web.edition.fill_add")}
        </Button>
      </div>
      <form
        className="edition-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (number.trim()) add.mutate({ editionId: edition.id, number: number.trim() });
        }}
      >
        <label htmlFor={`${id}number`}>{t("web.edition.add_number")}</label>
        <Space.Compact>
          <Input
            id={`${id}number`}
            value={number}
            maxLength={40}
            placeholder="CG-2026-00012"
            onChange={(event) => setNumber(event.target.value)}
          />
          <Button htmlType="submit" loading={add.isPending}>
            {t("web.edition.add")}
          </Button>
        </Space.Compact>
      </form>
    </section>
  );
}
