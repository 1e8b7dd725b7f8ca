import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { Button, Drawer } from "antd";
import { Suspense, useEffect, useState } from "react";
import { PageSkeleton } from "../../components/faces.tsx";
import { useLiveUpdates } from "../live.ts";
import { useT } from "../locale.tsx";
import { MeProvider, useCurrent } from "../session.ts";
import { useIsNarrow } from "../use-media.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { Navigation } from "./navigation.tsx";
import { NotificationBell } from "./notification-bell.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { SessionExpired } from "./session-expired.tsx";

/** The frame: who is not signed in is led to the door, with the way back kept. */
export function Shell() {
  const current = useCurrent();
  const navigate = useNavigate();
  const { publicHref } = useLocation();
  // Where somebody wanted to go; the address changes while one is led away.
  const [wanted] = useState(publicHref);
  useEffect(() => {
    if (!current) void navigate({ to: "/sign-in", search: { next: wanted }, replace: true });
  }, [current, navigate, wanted]);
  if (!current) return <PageSkeleton />;
  return (
    <MeProvider value={current}>
      <Frame />
    </MeProvider>
  );
}

function Frame() {
  const t = useT();
  const narrow = useIsNarrow();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useLiveUpdates(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere closes the drawer
  useEffect(() => setOpen(false), [pathname]);
  return (
    <div className="frame">
      <a className="skip-link" href="#main">
        {t("web.skip_to_content")}
      </a>
      <ProgressBar />
      <header className="frame-head">
        {narrow && (
          <Button
            type="text"
            className="menu-button"
            aria-label={t("web.menu")}
            aria-expanded={open}
            onClick={() => setOpen(true)}
          >
            <span className="burger" aria-hidden="true" />
          </Button>
        )}
        <Brand />
        <div className="frame-tools">
          <a className="public-link" href={t.locale === "en" ? "/en/" : "/"}>
            {t("web.public_pages")}
          </a>
          <LanguageSwitch compact={narrow} />
          <NotificationBell />
          <AccountMenu />
        </div>
      </header>
      {narrow ? (
        <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={288} title={<Brand plain />}>
          <Navigation />
          <a className="nav-link" href={t.locale === "en" ? "/en/" : "/"}>
            {t("web.public_pages")} ↗
          </a>
        </Drawer>
      ) : (
        <aside className="frame-side">
          <Navigation />
        </aside>
      )}
      <main id="main" className="frame-main" tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <SessionExpired />
    </div>
  );
}
