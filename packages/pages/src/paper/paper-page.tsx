import type { PublicPaper } from "@jiebang/domain";
import { formatDay } from "@jiebang/i18n";
import { Hash, NumberTag } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Fact } from "../kernel/text.tsx";

/** What a printed paper is, for whoever holds it; nothing that is not public stands here. */
export function paperPage({ lang, paper }: { lang: Lang; paper: PublicPaper }): Page {
  const { t, locale } = lang;
  const path = `/paper/${paper.number}`;
  const kind = t(`public.paper.kind.${paper.kind}`);
  return {
    path,
    title: `${kind} ${paper.number}`,
    description: t("public.paper.lead"),
    isIndexed: false,
    body: (
      <article className="notice">
        <header className="notice-head">
          <h1 className="serif">{kind}</h1>
          <p className="notice-number">
            <NumberTag value={paper.number} />
          </p>
        </header>
        <p>{t("public.paper.lead")}</p>
        <dl className="facts">
          <Fact name={t("public.paper.printed_on")}>{formatDay(locale, paper.printedOn)}</Fact>
          {paper.standing && <Fact name={t("public.paper.standing")}>{t(`public.paper.${paper.standing}`)}</Fact>}
          <Fact name={t("public.paper.hash")}>
            <Hash value={paper.contentHash} copyLabel={t("public.copy")} copiedLabel={t("public.copied")} />
          </Fact>
        </dl>
        {paper.noticeNumber && (
          <p>
            <a href={lang.href(`/notices/${paper.noticeNumber}`)}>{t("public.paper.to_notice")}</a>
          </p>
        )}
        <p className="small">{t("public.paper.what_it_proves")}</p>
      </article>
    ),
  };
}
