import type { MessageKey } from "@jiebang/i18n";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Prose } from "../kernel/text.tsx";

/** What this place is, for whom, and how it keeps its word. */
export function aboutPage({ lang }: { lang: Lang }): Page {
  return textPage(lang, "about", ["what", "who", "how", "sealed", "check", "answer", "secrecy", "machines", "sources"]);
}

/** How entries, rounds and objections go, in plain words. */
export function rulesPage({ lang }: { lang: Lang }): Page {
  return textPage(lang, "rules", [
    "entries",
    "layers",
    "vetting",
    "interest",
    "round",
    "bids",
    "sealing",
    "decision",
    "notice",
    "objection",
    "ledger",
    "conduct",
  ]);
}

function textPage(lang: Lang, name: "about" | "rules", parts: string[]): Page {
  const { t } = lang;
  const text = (key: string) => t(`public.${name}.${key}` as MessageKey);
  return {
    path: `/${name}`,
    title: t(`public.section.${name}`),
    description: text("lead"),
    section: name,
    body: (
      <article className="read">
        <h1 className="serif">{text("title")}</h1>
        <p className="lead">{text("lead")}</p>
        {parts.map((part) => (
          <section key={part} aria-labelledby={part}>
            <h2 id={part}>{text(`${part}_title`)}</h2>
            <Prose text={text(part)} />
          </section>
        ))}
      </article>
    ),
  };
}
