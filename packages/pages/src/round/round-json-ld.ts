import type { PublicNotice, PublicRound } from "@jiebang/domain";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import { pick } from "../kernel/text.tsx";
import { noticePath, roundPath } from "./round-words.ts";

const hostsOf = (hosts: string[]) => hosts.map((name) => ({ "@type": "Organization", name }));

/** A round is an event of its hosts with a beginning and an end of bidding; its demands are told on the board. */
export function roundJsonLd(publicUrl: string, lang: Lang, round: PublicRound): object {
  const title = pick(lang, round.title, round.titleEn);
  const summary = pick(lang, round.summary, round.summaryEn);
  const url = `${publicUrl}${lang.href(roundPath(round))}`;
  return {
    "@context": "https://schema.org",
    "@type": "Event",
    identifier: round.number,
    name: title.text,
    ...(summary.text && { description: excerpt(summary.text, 300) }),
    inLanguage: title.lang ?? lang.tag,
    url,
    startDate: round.bidOpensAt ?? round.announcedAt,
    ...(round.bidClosesAt && { endDate: round.bidClosesAt }),
    eventStatus: `https://schema.org/Event${round.state === "cancelled" ? "Cancelled" : "Scheduled"}`,
    eventAttendanceMode: "https://schema.org/OnlineEventAttendanceMode",
    location: { "@type": "VirtualLocation", url },
    organizer: hostsOf(round.hosts),
  };
}

/** A notice as it was published; nothing of it changes afterwards. */
export function noticeJsonLd(publicUrl: string, lang: Lang, notice: PublicNotice): object {
  const title = pick(lang, notice.title, notice.titleEn);
  return {
    "@context": "https://schema.org",
    "@type": "SpecialAnnouncement",
    identifier: notice.number,
    name: title.text,
    inLanguage: title.lang ?? lang.tag,
    url: `${publicUrl}${lang.href(noticePath(notice))}`,
    datePosted: notice.publishedAt,
    ...(notice.closesOn && { expires: notice.closesOn }),
    ...(notice.content.text && { text: excerpt(notice.content.text, 500) }),
    publisher: hostsOf(notice.content.hosts),
  };
}
