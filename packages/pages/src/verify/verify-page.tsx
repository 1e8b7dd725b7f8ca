import type { MessageKey } from "@jiebang/i18n";
import { messages } from "@jiebang/i18n";
import { BUNDLE_LIMITS } from "@jiebang/ledger";
import { assets } from "../generated/assets.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";

/** Goes through a bundle in the reader's own browser; `round` offers the one it came from. */
export function verifyPage({ lang, round }: { lang: Lang; round: string | null }): Page {
  const { t } = lang;
  return {
    path: round ? `/verify?round=${round}` : "/verify",
    canonical: "/verify",
    title: t("public.verify.title"),
    description: t("public.verify.lead"),
    section: "verify",
    script: "verify",
    body: (
      <article className="read verify">
        <h1 className="serif">{t("public.verify.title")}</h1>
        <p className="lead">{t("public.verify.lead")}</p>
        <verify-bundle
          data-words={JSON.stringify(wordsOf(lang))}
          data-round={round ?? undefined}
          data-script={`/assets/${assets.verify.name}`}
        >
          <form className="verify-form" hidden>
            {round && (
              <p>
                <button type="button" className="button button-main" data-act="round">
                  {t("public.verify.of_round", { number: round })}
                </button>
              </p>
            )}
            <label className="verify-drop">
              <input
                className="hidden"
                type="file"
                accept=".json,application/json"
                multiple
                aria-describedby="verify-hint"
              />
              <span className="button">{t("public.verify.choose")}</span>
              <span className="verify-files" />
              <span className="quiet" id="verify-hint">
                {t("public.verify.choose_hint")}
              </span>
            </label>
            <label className="verify-head">
              <span>{t("public.verify.head")}</span>
              <input
                type="text"
                name="head"
                autoComplete="off"
                spellCheck={false}
                aria-describedby="verify-head-hint"
              />
              <span className="quiet small" id="verify-head-hint">
                {t("public.verify.head_hint")}
              </span>
            </label>
          </form>
          <output className="verify-result" aria-live="polite" />
        </verify-bundle>
        <noscript>
          <p>{t("public.verify.no_script")}</p>
        </noscript>
        <section aria-labelledby="command">
          <h2 id="command">{t("public.verify.another_way")}</h2>
          <pre className="verify-command">
            <code>npm run jiebang -- verify bundle.json --receipt receipt.json</code>
          </pre>
          <p>
            <a href="/schemas/bundle-1.json">{t("public.verify.schema")}</a>
          </p>
        </section>
        <section aria-labelledby="limits">
          <h2 id="limits">{t("public.verify.limits")}</h2>
          <ul>
            {BUNDLE_LIMITS.map((limit) => (
              <li key={limit}>{t(`bundle.limit_${limit}`)}</li>
            ))}
          </ul>
        </section>
      </article>
    ),
  };
}

/** Sentences that the script needs: faults, and its own. */
function wordsOf({ t }: Lang): Record<string, string> {
  const keys = Object.keys(messages.zh).filter(
    (key) => key.startsWith("bundle.fault_") || key.startsWith("public.verify."),
  );
  return Object.fromEntries(keys.map((key) => [key, t(key as MessageKey)]));
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "verify-bundle": React.HTMLAttributes<HTMLElement> & { [data: `data-${string}`]: string | undefined };
    }
  }
}
