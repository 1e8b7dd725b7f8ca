import type { FirmEntry, FirmFile } from "@jiebang/domain";
import { KindMark, StateBadge } from "@jiebang/ui/marks.tsx";
import { useT } from "../../app/locale.tsx";
import { AppLink } from "../../components/app-link.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, DueIn, FileSize } from "../../components/values.tsx";

interface Part {
  firm: FirmFile;
}

/** A public page has its English twin. */
function usePublicLink() {
  const t = useT();
  return (link: string) => (t.locale === "en" && !link.startsWith("/app/") ? `/en${link}` : link);
}

function None({ of }: { of: string }) {
  const t = useT();
  return <p className="muted">{t(`web.firm.none.${of}`)}</p>;
}

export function FirmEntries({ firm }: Part) {
  const t = useT();
  const publicLink = usePublicLink();
  if (firm.entries.length === 0) return <None of="entries" />;
  const title = (entry: FirmEntry) => entry.title ?? t("web.firm.with_author");
  return (
    <ul className="rows">
      {firm.entries.map((entry) => (
        <li key={entry.entryId}>
          <div className="rows-main">
            <div className="row-actions">
              <KindMark kind={entry.kind} label={t(`word.kind.${entry.kind}`)} />
              <span className="number muted">{entry.number}</span>
              {(entry.state !== "draft" || !entry.revisionState) && (
                <StateTag prefix="word.entry_state" state={entry.state} />
              )}
              {entry.revisionState && <StateTag prefix="web.revision_state" state={entry.revisionState} />}
              {entry.isPosterHidden && <StateBadge tone="quiet">{t("web.firm.hidden_poster")}</StateBadge>}
            </div>
            {entry.link ? <AppLink href={publicLink(entry.link)}>{title(entry)}</AppLink> : <span>{title(entry)}</span>}
            <div className="rows-sub">
              {entry.submittedAt && (
                <>
                  {t("web.firm.submitted_on")} <DateTime value={entry.submittedAt} dateOnly />{" "}
                </>
              )}
              {entry.publishedAt && (
                <>
                  · {t("web.firm.published_on")} <DateTime value={entry.publishedAt} dateOnly />{" "}
                </>
              )}
              {entry.expiresAt && (
                <>
                  · {t("web.firm.expires_on")} <DateTime value={entry.expiresAt} dateOnly />{" "}
                </>
              )}
              {entry.interests > 0 && <>· {t("web.firm.interests", { count: entry.interests })}</>}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function FirmInterests({ firm }: Part) {
  const t = useT();
  if (firm.interests.length === 0) return <None of="interests" />;
  return (
    <ul className="rows">
      {firm.interests.map((one) => {
        const title = one.entryTitle ?? t("web.firm.kept");
        return (
          <li key={`${one.side}${one.interestId}`}>
            <div className="rows-main">
              <div className="row-actions">
                <span className="muted">{t(`web.firm.interest_${one.side}`)}</span>
                <span className="number muted">{one.entryNumber}</span>
                <StateTag prefix="web.interest.state" state={one.state} />
              </div>
              {one.link ? <AppLink href={one.link}>{title}</AppLink> : <span>{title}</span>}
              <div className="rows-sub">
                {one.otherName ?? t("web.firm.hidden_poster")} · <DateTime value={one.createdAt} dateOnly />
              </div>
            </div>
            {one.state === "open" && <DueIn value={one.dueAt} isOverdue={one.isOverdue} />}
          </li>
        );
      })}
    </ul>
  );
}

export function FirmRounds({ firm }: Part) {
  const t = useT();
  const publicLink = usePublicLink();
  if (firm.rounds.length === 0) return <None of="rounds" />;
  return (
    <ul className="rows">
      {firm.rounds.map((one) => (
        <li key={`${one.procedureId}${one.role}${one.itemNumber}`}>
          <div className="rows-main">
            <div className="row-actions">
              <span className="muted">{t(`web.firm.role_in.${one.role}`)}</span>
              <span className="number muted">{one.number}</span>
              <StateTag prefix={one.role === "poster" ? "word.item_state" : "web.bid_state"} state={one.state} />
            </div>
            <AppLink href={publicLink(one.link)}>{one.title}</AppLink>
            <div className="rows-sub">
              {one.itemNumber !== null && t("web.firm.item", { n: one.itemNumber })}
              {one.bids !== null && ` · ${t("web.firm.bids", { count: one.bids })}`}
            </div>
          </div>
          <DateTime value={one.at} dateOnly />
        </li>
      ))}
    </ul>
  );
}

export function FirmLeads({ firm }: Part) {
  if (firm.leads.length === 0) return <None of="leads" />;
  return (
    <ul className="rows">
      {firm.leads.map((lead) => (
        <li key={lead.leadId}>
          <div className="rows-main">
            <AppLink href={lead.link}>{lead.title}</AppLink>
          </div>
          <StateTag prefix="word.lead_state" state={lead.state} />
          <DateTime value={lead.createdAt} dateOnly />
        </li>
      ))}
    </ul>
  );
}

export function FirmDocuments({ firm }: Part) {
  const t = useT();
  if (firm.documents.length === 0) return <None of="documents" />;
  return (
    <ul className="rows">
      {firm.documents.map((file) => (
        <li key={file.kind + file.documentId}>
          <div className="rows-main">
            <a href={file.kind === "paper" ? `/files/papers/${file.documentId}/pdf` : `/files/${file.documentId}`}>
              {file.fileName}
            </a>
            <div className="rows-sub">
              {file.of} · {t(file.kind === "file" ? `web.entry.layer.${file.layer}` : `web.firm.document.${file.kind}`)}
            </div>
          </div>
          <FileSize bytes={file.size} />
          <DateTime value={file.createdAt} dateOnly />
        </li>
      ))}
    </ul>
  );
}

export function FirmTimeline({ firm }: Part) {
  const t = useT();
  if (firm.timeline.length === 0) return <None of="timeline" />;
  return (
    <ol className="timeline">
      {firm.timeline.map((event) => (
        <li key={`${event.at}${event.what}${event.text}`}>
          <DateTime value={event.at} dateOnly />
          <div>
            <strong>{t(`web.firm.event.${event.what}`)}</strong> {event.text}
            {event.byName && <span className="muted"> · {event.byName}</span>}
          </div>
        </li>
      ))}
    </ol>
  );
}
