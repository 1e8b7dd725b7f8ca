import { Logo } from "@jiebang/ui/icons.tsx";
import { Link } from "@tanstack/react-router";
import { useT } from "../locale.tsx";

export function Brand({ plain = false }: { plain?: boolean }) {
  const t = useT();
  const content = (
    <>
      <Logo size={26} />
      <span className="brand-name">{t("app.name")}</span>
      <span className="brand-place">{t("web.workbench")}</span>
    </>
  );
  return plain ? (
    <span className="brand">{content}</span>
  ) : (
    <Link to="/" className="brand">
      {content}
    </Link>
  );
}
