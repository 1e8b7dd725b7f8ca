import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useT } from "../app/locale.tsx";

export interface PageHeaderProps {
  title: string;
  /** What stands before the title: a kind mark, a number. */
  eyebrow?: ReactNode;
  /** One line under the title: what this page is for, or the state of the case. */
  lead?: ReactNode;
  /** The way back to the list. */
  back?: { to: string; label: string };
  actions?: ReactNode;
  tags?: ReactNode;
}

/** Heading, document title and actions of a page; every page has exactly one. */
export function PageHeader({ title, eyebrow, lead, back, actions, tags }: PageHeaderProps) {
  const t = useT();
  return (
    <header className="page-header">
      <title>{`${title} · ${t("app.name")}`}</title>
      {back && (
        <Link to={back.to as "/"} className="page-back">
          <span aria-hidden="true">←</span> {back.label}
        </Link>
      )}
      {eyebrow && <div className="page-eyebrow">{eyebrow}</div>}
      <div className="page-title-row">
        <h1 tabIndex={-1}>{title}</h1>
        {tags && <div className="page-tags">{tags}</div>}
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {lead && <div className="page-lead">{lead}</div>}
    </header>
  );
}
