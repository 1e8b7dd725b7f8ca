import type { BidContent } from "@jiebang/domain/bid/bid-content.ts";
import type { ReactNode } from "react";
import { useT } from "../../app/locale.tsx";
import { FileSize, MoneyRange } from "../../components/values.tsx";

interface Props {
  content: BidContent;
  /** The path of an opened file; without it the files are only named. */
  fileHref?: (cipherSha256: string) => string;
}

/** A proposal as it was sealed. */
export function BidContentView({ content, fileHref }: Props) {
  const t = useT();
  const money = (value: string | null) =>
    value === null ? t("web.none") : <MoneyRange value={{ kind: "range", min: value, max: value }} />;
  return (
    <div className="stack">
      <Part title={t("web.round.approach")}>
        <p className="prewrap">{content.approach}</p>
      </Part>
      {content.targets.length > 0 && (
        <Part title={t("web.round.targets")}>
          <ul className="rows">
            {content.targets.map((target) => (
              <li key={`${target.name}${target.asked}`}>
                <div className="rows-main">
                  {target.name}
                  <div className="rows-sub">{target.how}</div>
                </div>
                <span className="muted">
                  {t("web.round.asked")} {t(`word.comparator.${target.comparator}`)} {target.asked} {target.unit}
                </span>
                <strong>
                  {target.committed} {target.unit}
                </strong>
                <span>{t(`web.round.match_${target.isMet}`)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {(content.team.length > 0 || content.teamSummary) && (
        <Part title={t("web.round.team")}>
          {content.teamSummary && <p className="prewrap">{content.teamSummary}</p>}
          <ul className="rows">
            {content.team.map((member) => (
              <li key={`${member.name}${member.task}`}>
                <span className="rows-main">
                  {member.name} <span className="muted">{[member.title, member.unit].filter(Boolean).join(" · ")}</span>
                </span>
                <span>{member.task}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {content.plan.length > 0 && (
        <Part title={t("web.round.plan")}>
          <ol className="rows">
            {content.plan.map((step) => (
              <li key={`${step.title}${step.fromMonth}`}>
                <span className="muted nowrap">
                  {t("web.round.plan_months", { from: step.fromMonth, to: step.toMonth })}
                </span>
                <div className="rows-main">
                  {step.title}
                  <div className="rows-sub">{step.deliverable}</div>
                </div>
              </li>
            ))}
          </ol>
        </Part>
      )}
      <dl className="facts">
        <dt>{t("web.round.duration")}</dt>
        <dd>{t("web.round.months", { count: content.durationMonths })}</dd>
        <dt>{t("web.round.price")}</dt>
        <dd>{money(content.price)}</dd>
        <dt>{t("web.round.own_funding")}</dt>
        <dd>{money(content.ownFunding)}</dd>
        {content.moneyNote && (
          <>
            <dt>{t("web.bid.f_money_note")}</dt>
            <dd className="prewrap">{content.moneyNote}</dd>
          </>
        )}
        <dt>{t("web.round.ip")}</dt>
        <dd className="prewrap">{content.ip}</dd>
        {content.offersCited.length > 0 && (
          <>
            <dt>{t("web.round.offers_cited")}</dt>
            <dd>
              {content.offersCited.map((number) => (
                <a key={number} href={`/offers/${number}`} className="mono">
                  {number}{" "}
                </a>
              ))}
            </dd>
          </>
        )}
        {content.partners.length > 0 && (
          <>
            <dt>{t("web.round.partners")}</dt>
            <dd>
              {content.partners.map((partner) => (
                <div key={partner.organisationId}>
                  {partner.name} <span className="muted">{partner.task}</span>
                </div>
              ))}
            </dd>
          </>
        )}
        <dt>{t("web.round.contact")}</dt>
        <dd>{[content.contact.name, content.contact.phone, content.contact.email].filter(Boolean).join(" · ")}</dd>
      </dl>
      {content.attachments.length > 0 && (
        <Part title={t("web.round.files")}>
          <ul className="rows">
            {content.attachments.map((file) => (
              <li key={file.cipherSha256}>
                <span className="rows-main">
                  {fileHref ? <a href={fileHref(file.cipherSha256)}>{file.fileName}</a> : file.fileName}
                </span>
                <FileSize bytes={file.size} />
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="section-title">{title}</h4>
      {children}
    </div>
  );
}
