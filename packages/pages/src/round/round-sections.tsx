import type { PublicNotice, PublicRound } from "@jiebang/domain";
import { formatDate, formatDay } from "@jiebang/i18n";
import { Hash } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";
import { Fact, Scroll } from "../kernel/text.tsx";

type Basis = PublicNotice["content"]["bases"][number];

/** The documents a round rests on, with number, issuer and validity. */
export function BasisList({ lang, bases }: { lang: Lang; bases: Basis[] }) {
  const { t, locale } = lang;
  if (bases.length === 0) return <p className="quiet">{t("public.no_basis")}</p>;
  const chinese = locale === "en" ? "zh-CN" : undefined;
  return (
    <ul className="bases">
      {bases.map((basis) => (
        <li key={basis.documentNo}>
          <span className="basis-title" lang={chinese}>
            {basis.url ? (
              <a href={basis.url} rel="noopener">
                《{basis.title}》
              </a>
            ) : (
              `《${basis.title}》`
            )}
          </span>
          <span className="quiet" lang={chinese}>
            {basis.documentNo} · {basis.issuer}
          </span>
          <span className="quiet">
            {basis.validTo
              ? t("public.valid_from_to", {
                  from: formatDay(locale, basis.validFrom),
                  to: formatDay(locale, basis.validTo),
                })
              : t("public.valid_from", { from: formatDay(locale, basis.validFrom) })}
          </span>
          {basis.overrideReason && (
            <span className="basis-override">
              {t("public.basis_override")}
              <span lang={chinese}>{basis.overrideReason}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Office {
  acceptingOffice: string | null;
  phone: string | null;
  address: string | null;
  supervisorPhone: string | null;
}

/** 受理部门, 电话, 地址, 监督电话: on every round and every notice. */
export function OfficeFacts({ lang, office }: { lang: Lang; office: Office }) {
  const { t } = lang;
  const chinese = lang.locale === "en" ? "zh-CN" : undefined;
  const phone = (number: string | null) => number && <a href={`tel:${number.replace(/[^\d+]/g, "")}`}>{number}</a>;
  return (
    <>
      <Fact name={t("public.accepting_office")}>
        {office.acceptingOffice && <span lang={chinese}>{office.acceptingOffice}</span>}
      </Fact>
      <Fact name={t("public.phone")}>{phone(office.phone)}</Fact>
      <Fact name={t("public.address")}>{office.address && <span lang={chinese}>{office.address}</span>}</Fact>
      <Fact name={t("public.supervisor_phone")}>{phone(office.supervisorPhone)}</Fact>
    </>
  );
}

/** What this round has set for itself, in words, and where each value comes from. A custom is never printed as law. */
export function ParameterTable({ lang, parameters }: { lang: Lang; parameters: PublicRound["parameters"] }) {
  const { t, locale } = lang;
  return (
    <>
      <Scroll label={t("public.parameters")}>
        <table className="table parameters">
          <thead>
            <tr>
              <th scope="col">{t("public.parameter")}</th>
              <th scope="col">{t("public.value")}</th>
              <th scope="col">{t("public.source")}</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map((parameter) => (
              <tr key={parameter.key}>
                <th scope="row">{parameter.name[locale]}</th>
                <td>{parameterValue(lang, parameter.key, parameter.value)}</td>
                <td className="quiet">
                  {parameter.citation.kind === "practice" ? t("public.by_practice") : parameter.citation[locale]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {parameters.some((p) => p.citation.kind === "practice") && (
        <p className="quiet note">{t("public.practice_note")}</p>
      )}
    </>
  );
}

export function parameterValue(lang: Lang, key: string, value: unknown): string {
  const { t } = lang;
  if (typeof value === "boolean") return t(value ? "public.yes" : "public.no_");
  if (Array.isArray(value))
    return value.map((v) => lang.word("organisation", String(v))).join(lang.locale === "zh" ? "、" : ", ");
  if (key === "sealing") return lang.word("sealing", String(value));
  if (value === 0 && (key === "maxBidsPerOrganisation" || key === "creditLookbackMonths"))
    return t(key === "creditLookbackMonths" ? "public.not_asked" : "public.no_limit");
  return String(value ?? "");
}

/** What people keep: the board's hash, the head of the chain, the releases. */
export function LedgerSection({ lang, round }: { lang: Lang; round: PublicRound }) {
  const { t } = lang;
  const copy = { copyLabel: t("public.copy"), copiedLabel: t("public.copied") };
  return (
    <section className="ledger" aria-labelledby="ledger">
      <h2 id="ledger">{t("public.ledger")}</h2>
      <p className="quiet">{t("public.ledger_note")}</p>
      <dl className="facts facts-wide">
        {round.boardHash && (
          <Fact name={t("public.board_hash")}>
            <Hash value={round.boardHash} {...copy} />
          </Fact>
        )}
        <Fact name={t("public.ledger_head", { n: round.ledger.seq })}>
          <Hash value={round.ledger.head} {...copy} />
        </Fact>
        {round.releases.map((release) => (
          <Fact
            key={release.version}
            name={t("public.release", { n: release.version, day: formatDate(lang.locale, release.releasedAt) })}
          >
            <Hash value={release.hash} {...copy} />
            {release.changelog && (
              <p className="quiet" lang={lang.locale === "en" ? "zh-CN" : undefined}>
                {release.changelog}
              </p>
            )}
          </Fact>
        ))}
      </dl>
      <ul className="links">
        <li>
          <a href={lang.href(`/verify?round=${round.number}`)}>{t("public.bundle_verify")}</a>
        </li>
        <li>
          <a href={`/rounds/${round.number}/bundle.json`}>{t("public.bundle_download")}</a>
        </li>
        <li>
          <a href={`/api/v1/rounds/${round.number}/ledger`}>{t("public.ledger_download")}</a>
        </li>
      </ul>
    </section>
  );
}
