import { LanguageIcon, Logo, SearchIcon } from "@jiebang/ui";
import { renderToStaticMarkup } from "react-dom/server";
import { appLinks } from "../kernel/app-links.ts";
import { type Lang, langs, other } from "../kernel/lang.ts";
import type { Section } from "../kernel/page.ts";

// Header and footer are the same text on every page of a language and section but for two holes; they are rendered once.
const ALTERNATE = "\u0001";
const QUERY = "\u0002";
const memory = new Map<string, string>();

function once(key: string, make: () => string): string {
  let text = memory.get(key);
  if (text === undefined) {
    text = make();
    memory.set(key, text);
  }
  return text;
}

export function header(lang: Lang, section: Section | undefined, holes: { alternate: string; query: string }): string {
  const text = once(`header ${lang.locale} ${section}`, () =>
    renderToStaticMarkup(<Header lang={lang} section={section} />),
  );
  return text.replace(ALTERNATE, () => holes.alternate).replace(QUERY, () => holes.query);
}

export function footer(lang: Lang): string {
  return once(`footer ${lang.locale}`, () => renderToStaticMarkup(<Footer lang={lang} />));
}

const sections = ["offers", "demands", "calls", "rounds", "editions", "notices", "organisations"] as const;

function Header({ lang, section }: { lang: Lang; section?: Section }) {
  const { t, href } = lang;
  const alternate = langs[other(lang.locale)];
  return (
    <>
      <a className="skip" href="#main">
        {t("public.skip")}
      </a>
      <header className="top">
        <div className="wide top-row">
          <a className="brand" href={href("/")}>
            <Logo size={34} />
            <span className="brand-name">{t("app.name")}</span>
            <span className="brand-sub">{t("public.tagline")}</span>
          </a>
          {section !== "home" && section !== "search" && (
            <search className="top-search">
              <SearchForm lang={lang} size="small" value={QUERY} />
            </search>
          )}
          <div className="top-links">
            <lang-switch>
              <a className="language" href={ALTERNATE} hrefLang={alternate.tag} lang={alternate.tag} rel="alternate">
                <LanguageIcon size={16} />
                {lang.locale === "zh" ? "English" : "中文"}
              </a>
            </lang-switch>
            <a className="button button-quiet" href={appLinks.home}>
              {t("public.workbench")}
            </a>
          </div>
        </div>
        <nav className="wide top-nav" aria-label={t("public.sections")}>
          {sections.map((name) => (
            <a key={name} href={href(`/${name}`)} aria-current={section === name ? "page" : undefined}>
              {t(`public.section.${name}`)}
            </a>
          ))}
          <a href={href("/rules")} aria-current={section === "rules" ? "page" : undefined}>
            {t("public.section.rules")}
          </a>
        </nav>
      </header>
    </>
  );
}

/** One box over both catalogues; `suggest-box` adds suggestions while typing when scripts run. */
export function SearchForm({ lang, size, value }: { lang: Lang; size: "small" | "large"; value: string }) {
  const { t, href } = lang;
  const id = size === "large" ? "q" : "q-top";
  return (
    <form className={`search search-${size}`} action={href("/search")} method="get">
      <label htmlFor={id} className="hidden">
        {t("public.search_label")}
      </label>
      <suggest-box
        data-locale={lang.locale}
        data-label={t("public.suggestions")}
        data-count={t("public.suggestion_count", { n: "#" })}
      >
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={value}
          maxLength={200}
          placeholder={t(size === "large" ? "public.search_placeholder" : "public.search_placeholder_short")}
          autoComplete="off"
          enterKeyHint="search"
        />
      </suggest-box>
      <button type="submit" className="button button-main">
        <SearchIcon size={size === "large" ? 20 : 16} />
        <span>{t("public.search")}</span>
      </button>
    </form>
  );
}

function Footer({ lang }: { lang: Lang }) {
  const { t, href } = lang;
  return (
    <footer className="bottom">
      <p className="secrecy">
        <span className="wide">{t("public.secrecy")}</span>
      </p>
      <div className="wide bottom-row">
        <div>
          <p className="bottom-name">
            {t("app.name")} · {t("public.tagline")}
          </p>
          <p>{t("public.footer_line")}</p>
        </div>
        <nav aria-label={t("public.more")}>
          <a href={href("/about")}>{t("public.section.about")}</a>
          <a href={href("/rules")}>{t("public.section.rules")}</a>
          <a href={href("/verify")}>{t("public.section.verify")}</a>
          <a href={href("/forms")}>{t("public.forms.title")}</a>
          <a href="/api/v1/openapi.json">{t("public.api")}</a>
          <a href={href("/feeds/all.atom")}>{t("public.feed")}</a>
          <a href={appLinks.home}>{t("public.workbench")}</a>
        </nav>
      </div>
    </footer>
  );
}

type Box = React.HTMLAttributes<HTMLElement> & { [data: `data-${string}`]: string | number | undefined };
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "suggest-box": Box;
      "lang-switch": Box;
      "count-down": Box;
    }
  }
}
