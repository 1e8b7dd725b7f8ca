import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import { PaperFiles } from "./paper-files.tsx";
import { PrintMenu } from "./print-menu.tsx";

const STATES = ["submitted", "recommended", "published"] as const;

/** 汇总表 and 推荐函 of a desk. */
export function PaperListsPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const [jurisdictionId, setJurisdiction] = useState(me.appointments[0]?.jurisdictionId ?? "");
  const [kind, setKind] = useState<"offer" | "demand">();
  const [state, setState] = useState<(typeof STATES)[number]>();
  const [title, setTitle] = useState("");
  const [addressee, setAddressee] = useState("");
  const papers = useQuery(trpc.paper.list.queryOptions({ subjectId: jurisdictionId, limit: 20 })).data;
  const filter = { kind, state };
  return (
    <>
      <PageHeader title={t("web.paper.lists_nav")} lead={t("web.paper.lists_lead")} />
      <section className="sheet">
        <div className="toolbar">
          {me.appointments.length > 1 && (
            <Select
              aria-label={t("web.paper.jurisdiction")}
              value={jurisdictionId}
              onChange={setJurisdiction}
              options={me.appointments.map((a) => ({ value: a.jurisdictionId, label: a.name }))}
            />
          )}
          <Select
            aria-label={t("web.paper.kind")}
            placeholder={t("web.paper.kind")}
            allowClear
            value={kind}
            onChange={setKind}
            options={(["offer", "demand"] as const).map((value) => ({ value, label: t(`paper.entry_kind.${value}`) }))}
          />
          <Select
            aria-label={t("web.paper.state")}
            placeholder={t("web.paper.state")}
            allowClear
            value={state}
            onChange={setState}
            options={STATES.map((value) => ({ value, label: t(`web.revision_state.${value}`) }))}
          />
        </div>
        <div className="columns-even">
          <div className="stack">
            <Input
              aria-label={t("web.paper.title")}
              placeholder={t("web.paper.title")}
              value={title}
              maxLength={120}
              onChange={(e) => setTitle(e.target.value)}
            />
            <PrintMenu label={t("web.paper.list")} what={{ kind: "entry_list", jurisdictionId, title, filter }} />
          </div>
          <div className="stack">
            <Input
              aria-label={t("web.paper.addressee")}
              placeholder={t("web.paper.addressee")}
              value={addressee}
              maxLength={120}
              onChange={(e) => setAddressee(e.target.value)}
            />
            <PrintMenu
              label={t("web.paper.letter")}
              what={{ kind: "recommendation", jurisdictionId, addressee, filter }}
            />
          </div>
        </div>
      </section>
      <section className="sheet">
        <h2>{t("web.paper.papers")}</h2>
        {papers?.total === 0 && <p className="muted">{t("web.paper.none")}</p>}
        <ul className="rows">
          {papers?.items.map((paper) => (
            <li key={paper.id}>
              <div className="rows-main">
                <strong>{paper.title}</strong> <span className="mono">{paper.number}</span>
                <div className="muted">
                  <DateTime value={paper.printedAt} />
                  {paper.printedByName ? ` · ${paper.printedByName}` : ""} · {t("web.paper.rows", { rows: paper.rows })}
                </div>
              </div>
              <PaperFiles paper={paper} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
