import { Link } from "@tanstack/react-router";
import { navItems } from "../../features/index.ts";
import { useT } from "../locale.tsx";
import { navGroups } from "../nav.ts";
import { useMe } from "../session.ts";

/** What one sees follows from one's roles; several roles show several groups. */
export function Navigation() {
  const t = useT();
  const me = useMe();
  return (
    <nav className="nav" aria-label={t("web.navigation")}>
      {navGroups.map((group) => {
        const items = navItems.filter((item) => item.group === group && item.when(me));
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
                    className="nav-link"
                    activeOptions={{ exact: item.to === "/" }}
                    activeProps={{ className: "nav-link nav-link-on", "aria-current": "page" }}
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
