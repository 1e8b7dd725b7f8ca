import type { PublicEntry } from "@jiebang/domain";
import { formatBytes } from "@jiebang/i18n";
import { DocumentIcon } from "@jiebang/ui";
import type { ReactNode } from "react";
import type { Lang } from "../kernel/lang.ts";
import { Prose, pick, Scroll } from "../kernel/text.tsx";

type Offer = NonNullable<PublicEntry["offer"]>;
type Demand = NonNullable<PublicEntry["demand"]>;
interface Props {
  lang: Lang;
  entry: PublicEntry;
}

/** A heading and what an author wrote; nothing when nothing was written. What has no English says that it is Chinese. */
function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="entry-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Text({ lang, title, text }: { lang: Lang; title: string; text: string }) {
  if (!text) return null;
  return (
    <Section title={title}>
      <Prose text={text} lang={lang.locale === "en" ? "zh-CN" : undefined} />
    </Section>
  );
}

function Body({ lang, entry, title }: Props & { title: string }) {
  const body = pick(lang, entry.body, entry.bodyEn);
  if (!body.text) return null;
  return (
    <Section title={title}>
      <Prose text={body.text} lang={body.lang} />
    </Section>
  );
}

export function DemandSections({ lang, entry, demand }: Props & { demand: Demand }) {
  const { t } = lang;
  return (
    <>
      <Text lang={lang} title={t("public.field.problem")} text={demand.problem} />
      {demand.targets.length > 0 && (
        <Section title={t("public.field.targets")}>
          <TargetTable lang={lang} targets={demand.targets} />
        </Section>
      )}
      <Text lang={lang} title={t("public.field.todayState")} text={demand.todayState} />
      <Body lang={lang} entry={entry} title={t("public.demand_body")} />
      <Text lang={lang} title={t("public.field.partnerConditions")} text={demand.partnerConditions} />
      <Text lang={lang} title={t("public.field.ipWish")} text={demand.ipWish} />
      <Text lang={lang} title={t("public.foundation_class")} text={demand.foundationClass ?? ""} />
    </>
  );
}

/** Measurable targets, one row each: the heart of a demand. */
export function TargetTable({ lang, targets }: { lang: Lang; targets: Demand["targets"] }) {
  const { t } = lang;
  return (
    <Scroll label={t("public.field.targets")}>
      <table className="table targets">
        <thead>
          <tr>
            <th scope="col">{t("public.target_name")}</th>
            <th scope="col">{t("public.target_value")}</th>
          </tr>
        </thead>
        <tbody lang={lang.locale === "en" ? "zh-CN" : undefined}>
          {targets.map((target, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: targets have no other identity
            <tr key={index}>
              <th scope="row">{target.name}</th>
              <td>
                {target.comparator !== "text" && target.comparator !== "range" && (
                  <span className="target-sign">{lang.word("comparator", target.comparator)}</span>
                )}
                {target.value}
                {target.unit && <span className="target-unit"> {target.unit}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function OfferSections({ lang, entry, offer }: Props & { offer: Offer }) {
  const { t } = lang;
  return (
    <>
      <Body lang={lang} entry={entry} title={t("public.offer_body")} />
      <Text lang={lang} title={t("public.field.proven")} text={offer.proven} />
      <MaturitySection lang={lang} maturity={offer.maturity} />
      {offer.ipRights.length > 0 && (
        <Section title={t("public.field.ipRights")}>
          <RightsTable lang={lang} rights={offer.ipRights} />
        </Section>
      )}
      <Text lang={lang} title={t("public.field.team")} text={offer.team} />
      {offer.inventors.length > 0 && (
        <Section title={t("public.field.inventors")}>
          <ul className="people" lang={lang.locale === "en" ? "zh-CN" : undefined}>
            {offer.inventors.map((person) => (
              <li key={`${person.name} ${person.unit}`}>
                <strong>{person.name}</strong>
                {[person.title, person.unit].filter(Boolean).join(" · ")}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Text lang={lang} title={t("public.field.conditions")} text={offer.conditions} />
    </>
  );
}

const STAGES = ["lab", "small_trial", "pilot", "industrial"] as const;

/** Four steps from laboratory to industry, the level on its scale, and what shows it. Never a bare number. */
function MaturitySection({ lang, maturity }: { lang: Lang; maturity: Offer["maturity"] }) {
  if (!maturity?.stage && !maturity?.level && !maturity?.evidence) return null;
  const { t } = lang;
  const reached = maturity.stage ? STAGES.indexOf(maturity.stage) : -1;
  return (
    <Section title={t("public.maturity")}>
      {reached >= 0 && (
        <ol className="ladder">
          {STAGES.map((stage, index) => (
            <li
              key={stage}
              className={index <= reached ? "on" : undefined}
              aria-current={index === reached ? "step" : undefined}
            >
              {lang.word("maturity", stage)}
            </li>
          ))}
        </ol>
      )}
      {maturity.level !== null && (
        <p className="quiet">
          {t("public.maturity_level", { scale: lang.word("scale", maturity.scaleId), level: maturity.level })}
        </p>
      )}
      {maturity.evidence && <Prose text={maturity.evidence} lang={lang.locale === "en" ? "zh-CN" : undefined} />}
    </Section>
  );
}

function RightsTable({ lang, rights }: { lang: Lang; rights: Offer["ipRights"] }) {
  const { t } = lang;
  return (
    <Scroll label={t("public.field.ipRights")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("public.right_kind")}</th>
            <th scope="col">{t("public.right_number")}</th>
            <th scope="col">{t("public.right_holder")}</th>
            <th scope="col">{t("public.right_status")}</th>
          </tr>
        </thead>
        <tbody>
          {rights.map((right, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rights may lack a number
            <tr key={index}>
              <td>{lang.word("ip", right.kind)}</td>
              <td className="number">
                {right.number}
                {right.number && right.numberKind && (
                  <span className="quiet"> {lang.word("ip_number", right.numberKind)}</span>
                )}
              </td>
              <td lang={lang.locale === "en" ? "zh-CN" : undefined}>{right.holder}</td>
              <td>{lang.word("ip_status", right.status)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function SharedSections({ lang, entry }: Props) {
  const { t } = lang;
  const english = lang.locale === "en" && entry.keywordsEn.length > 0;
  const keywords = english ? entry.keywordsEn : entry.keywords;
  const { contact } = entry;
  return (
    <>
      {entry.attachments.length > 0 && (
        <Section title={t("public.field.attachments")}>
          <ul className="files">
            {entry.attachments.map((file) => (
              <li key={file.id}>
                <DocumentIcon size={16} />
                <a href={`/files/${file.id}`}>{file.fileName}</a>
                <span className="quiet">{formatBytes(file.size)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {contact && (contact.name || contact.phone || contact.email) && (
        <Section title={t("public.field.contact")}>
          <p>{[contact.name, contact.phone, contact.email].filter(Boolean).join(" · ")}</p>
        </Section>
      )}
      {keywords.length > 0 && (
        <Section title={t("public.keywords")}>
          <ul className="keywords" lang={lang.locale === "en" && !english ? "zh-CN" : undefined}>
            {keywords.map((word) => (
              <li key={word}>
                <a href={lang.href(`/search?q=${encodeURIComponent(word)}`)} rel="nofollow">
                  {word}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
