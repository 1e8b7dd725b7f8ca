import { Link, useLocation } from "@tanstack/react-router";
import { navItems } from "../../features/index.ts";
import { useT } from "../locale.tsx";
import { navGroups } from "../nav.ts";
import { useMe } from "../session.ts";

/** What one sees follows from one's roles; several roles show several groups. */
export function Navigation() {
  const t = useT();
  const me = useMe();
  const { pathname } = useLocation();
  const shown = navItems.filter((item) => item.when(me));
  // The nearest item above the page, so that the desk does not light up beside its chase list.
  const here = shown
    .filter(({ to }) => pathname === to || (to !== "/" && pathname.startsWith(`${to}/`)))
    .sort((a, b) => b.to.length - a.to.length)[0];
  return (
    <nav className="nav" aria-label={t("web.navigation")}>
      {navGroups.map((group) => {
        const items = shown.filter((item) => item.group === group);
        if (items.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`nav-${group}`}>
            <h2 id={`nav-${group}`} className="nav-group">
              {t(`web.nav_${group}`)}
            </h2>
            <ul>
              {items.map((item) => (
                <li key={item.to}>
                  <Link
                    to={item.to as "/"}
                    className={item === here ? "nav-link nav-link-on" : "nav-link"}
                    aria-current={item === here ? "page" : undefined}
                    activeProps={{ "aria-current": item === here ? "page" : undefined }}
                    preload="intent"
                  >
                    <item.icon />
                    <span>{t(item.label)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
