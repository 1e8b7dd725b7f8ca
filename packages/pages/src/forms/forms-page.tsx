import { currentForm, FORM_FAMILIES } from "@jiebang/domain";
import { appLinks } from "../kernel/app-links.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";

const WORDS = { docx: "public.forms.word", xlsx: "public.forms.excel" } as const;

/** The blank forms for everybody: to print, to send, to fill in; and where the filled ones go. */
export function formsPage({ lang }: { lang: Lang }): Page {
  const { t } = lang;
  return {
    path: "/forms",
    title: t("public.forms.title"),
    description: t("public.forms.lead"),
    body: (
      <article className="read">
        <h1 className="serif">{t("public.forms.title")}</h1>
        <p className="lead">{t("public.forms.lead")}</p>
        {FORM_FAMILIES.map((family) => {
          const { code } = currentForm(family);
          return (
            <section key={family} aria-labelledby={family}>
              <h2 id={family}>{t(`form.title.${family}`)}</h2>
              <p>{t(`public.forms.${family}`)}</p>
              <p className="actions">
                {(["docx", "xlsx"] as const).flatMap((format) => [
                  <a
                    key={format}
                    className="button button-quiet"
                    href={`/files/forms/blank/${family}.${format}`}
                    download
                    aria-label={`${t(`form.title.${family}`)} ${t(WORDS[format])}`}
                  >
                    {t(WORDS[format])}
                  </a>,
                  " ",
                ])}
                <span className="muted">{t("public.forms.code", { code })}</span>
              </p>
            </section>
          );
        })}
        <section aria-labelledby="back">
          <h2 id="back">{t("public.forms.back_title")}</h2>
          <p>{t("public.forms.back")}</p>
          <p>
            <a href={`${appLinks.home.replace(/\/$/, "")}/forms`}>{t("public.forms.hand_in")}</a>
          </p>
          <p>{t("public.secrecy")}</p>
        </section>
      </article>
    ),
  };
}
