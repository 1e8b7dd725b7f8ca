import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { PageSkeleton } from "../../components/faces.tsx";
import { useT } from "../locale.tsx";
import { Brand } from "./brand.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { ProgressBar } from "./progress-bar.tsx";

/** Pages that need no account: one narrow sheet. */
export function Door() {
  const t = useT();
  return (
    <div className="door">
      <a className="skip-link" href="#main">
        {t("web.skip_to_content")}
      </a>
      <ProgressBar />
      <header className="door-head">
        <Brand />
        <div className="frame-tools">
          <a className="public-link" href={t.locale === "en" ? "/en/" : "/"}>
            {t("web.public_pages")}
          </a>
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" className="door-main" tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="door-foot">{t("web.no_secrets")}</footer>
    </div>
  );
}
