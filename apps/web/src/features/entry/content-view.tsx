import { type EntryContent, FIELD_LAYERS, type LayeredField } from "@jiebang/domain/entry/entry-content.ts";
import { layerOf } from "@jiebang/domain/entry/public-entry.ts";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import type { ReactNode } from "react";
import { useT } from "../../app/locale.tsx";
import { useCodeNames } from "../../components/code-select.tsx";
import { Day, MoneyRange } from "../../components/values.tsx";
import { inventorText, ipText } from "./field-text.ts";

/** A whole content to read: what its author and those who vet it see, with the layer of each field that is not public. */
export function ContentView({ content, headingLevel = 2 }: { content: EntryContent; headingLevel?: 2 | 3 }) {
  const t = useT();
  const industry = useCodeNames("industry");
  const area = useCodeNames("area");
  const chain = useCodeNames("chain");
  const discipline = useCodeNames("discipline");
  const c = content;
  const codes: [string, string][] = [
    ["industryCode", industry(c.industryCode)],
    ["areaCode", area(c.areaCode)],
    ["chainCode", chain(c.chainCode)],
    ["disciplineCode", discipline(c.disciplineCode)],
    ["ipcCodes", c.ipcCodes.join(", ")],
    ["keywords", c.keywords.join(t.locale === "zh" ? "、" : ", ")],
    [
      "cooperationModes",
      c.cooperationModes.map((mode) => t(`word.mode.${mode}`)).join(t.locale === "zh" ? "、" : ", "),
    ],
  ];
  const section = (title: string, body: ReactNode) => (
    <Block title={title} level={headingLevel}>
      {body}
    </Block>
  );
  const text = (field: LayeredField, value: string | null | undefined) =>
    value ? (
      <Part key={field} content={c} field={field}>
        <p className="prewrap">{value}</p>
      </Part>
    ) : null;
  return (
    <div className="content-view">
      {section(
        t("web.entry.sec_basic"),
        <>
          <p className="prewrap content-summary">{c.summary || <span className="muted">{t("web.none")}</span>}</p>
          <dl className="facts">
            {codes
              .filter(([, value]) => value)
              .map(([field, value]) => (
                <div key={field} style={{ display: "contents" }}>
                  <dt>{t(`web.entry.f.${field}`)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            {c.validUntil && (
              <>
                <dt>{t("web.entry.f.validUntil")}</dt>
                <dd>
                  <Day value={c.validUntil} />
                </dd>
              </>
            )}
          </dl>
          {c.moneyKind && (
            <Part content={c} field="money" label={t(c.kind === "offer" ? "web.entry.f.price" : "web.entry.f.budget")}>
              <MoneyRange value={{ kind: c.moneyKind, min: c.moneyMin, max: c.moneyMax }} />
            </Part>
          )}
        </>,
      )}
      {c.kind === "offer"
        ? section(
            t("web.entry.sec_detail"),
            <>
              {text("body", c.body)}
              {text("proven", c.detail.proven)}
              {text("conditions", c.detail.conditions)}
              {c.detail.maturity?.stage && (
                <Part content={c} field="maturityEvidence" label={t("web.entry.f.detail.maturity")}>
                  <p>
                    {t(`word.maturity.${c.detail.maturity.stage}`)}
                    {c.detail.maturity.level !== null &&
                      ` · ${t(`word.scale.${c.detail.maturity.scaleId}`)} ${c.detail.maturity.level}`}
                  </p>
                  {c.detail.maturity.evidence && <p className="prewrap">{c.detail.maturity.evidence}</p>}
                </Part>
              )}
              {c.detail.ipRights.length > 0 && (
                <Part content={c} field="ipRights">
                  <ul className="reason-list">
                    {c.detail.ipRights.map((right) => (
                      <li key={ipText(t, right)}>{ipText(t, right)}</li>
                    ))}
                  </ul>
                </Part>
              )}
              {c.detail.inventors.length > 0 && (
                <Part content={c} field="inventors">
                  <ul className="reason-list">
                    {c.detail.inventors.map((one) => (
                      <li key={inventorText(one)}>{inventorText(one)}</li>
                    ))}
                  </ul>
                </Part>
              )}
              {text("team", c.detail.team)}
            </>,
          )
        : section(
            t("web.entry.sec_problem"),
            <>
              {text("problem", c.detail.problem)}
              {c.detail.targets.length > 0 && (
                <Part content={c} field="targets">
                  <table className="plain-table">
                    <thead>
                      <tr>
                        <th scope="col">{t("web.entry.target_name")}</th>
                        <th scope="col">{t("web.entry.target_value")}</th>
                        <th scope="col">{t("web.entry.target_unit")}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {c.detail.targets.map((target) => (
                        <tr key={`${target.name} ${target.value}`}>
                          <td>{target.name}</td>
                          <td>
                            {target.comparator !== "text" && target.comparator !== "range"
                              ? `${t(`word.comparator.${target.comparator}`)} `
                              : ""}
                            {target.value}
                          </td>
                          <td>{target.unit}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Part>
              )}
              {text("todayState", c.detail.todayState)}
              {text("body", c.body)}
              {c.detail.deadline && (
                <dl className="facts">
                  <dt>{t("web.entry.f.detail.deadline")}</dt>
                  <dd>
                    <Day value={c.detail.deadline} />
                  </dd>
                </dl>
              )}
              {text("partnerConditions", c.detail.partnerConditions)}
              {text("ipWish", c.detail.ipWish)}
            </>,
          )}
      {section(
        t("web.entry.sec_contact"),
        <>
          <Part content={c} field="contact">
            <p>
              {[c.contactName, c.contactPhone, c.contactEmail].filter(Boolean).join(" · ") || (
                <span className="muted">{t("web.none")}</span>
              )}
            </p>
          </Part>
          {c.isPosterHidden && <StateBadge tone="warn">{t("web.entry.f.isPosterHidden")}</StateBadge>}
        </>,
      )}
      {(c.titleEn || c.summaryEn || c.bodyEn) &&
        section(
          t("web.entry.sec_english"),
          <div lang="en">
            {c.titleEn && <p>{c.titleEn}</p>}
            {c.summaryEn && <p className="prewrap">{c.summaryEn}</p>}
            {c.bodyEn && <p className="prewrap">{c.bodyEn}</p>}
          </div>,
        )}
    </div>
  );
}

function Block({ title, level, children }: { title: string; level: 2 | 3; children: ReactNode }) {
  const Heading = `h${level}` as const;
  return (
    <section className="content-block">
      <Heading className="section-title">{title}</Heading>
      {children}
    </section>
  );
}

function Part(props: { content: EntryContent; field: LayeredField; label?: string; children: ReactNode }) {
  const t = useT();
  const layer = layerOf(props.content, props.field);
  const isUsual = layer === FIELD_LAYERS[props.field];
  return (
    <div className="content-part">
      <div className="content-label">
        {props.label ?? t(`web.entry.f.${props.field}`)}
        {(layer !== "public" || !isUsual) && <span className="layer-note">{t(`web.entry.layer.${layer}`)}</span>}
      </div>
      {props.children}
    </div>
  );
}
