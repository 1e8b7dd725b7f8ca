import type { ReactNode } from "react";
import type { Lang } from "./lang.ts";

/** The text in the reader's language; where English is missing the Chinese stands, and says so to a screen reader. */
export function pick(lang: Lang, zh: string, en: string | null | undefined): { text: string; lang?: "zh-CN" } {
  if (lang.locale === "zh") return { text: zh };
  return en ? { text: en } : { text: zh, lang: "zh-CN" };
}

export function Bi({ lang, zh, en }: { lang: Lang; zh: string; en: string | null | undefined }): ReactNode {
  const shown = pick(lang, zh, en);
  return shown.lang ? <span lang={shown.lang}>{shown.text}</span> : shown.text;
}

/** Paragraphs of what an author typed: an empty line or a line break ends one. */
export function Prose({ text, lang }: { text: string; lang?: string }) {
  const paragraphs = text.split(/\n+/).filter((line) => line.trim());
  return (
    <div className="prose" lang={lang}>
      {paragraphs.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}

/** A name and its value in a list of facts; nothing when there is no value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "" || children === false) return null;
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What a reader sees where nothing is: one sentence, and where to go. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <div className="empty-more">{children}</div>}
    </div>
  );
}

/** A table that may be wider than a phone: it scrolls in its own frame, by keyboard too. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll
    <section className="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
