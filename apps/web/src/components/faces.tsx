import { Link } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { explainError } from "../app/explain-error.ts";
import { useT } from "../app/locale.tsx";
import { errorData, isNotFound } from "../app/trpc.ts";

/** Nothing here yet: says what would stand here and what to do first. */
export function EmptyFace({ title, hint, action }: { title?: ReactNode; hint?: ReactNode; action?: ReactNode }) {
  const t = useT();
  return (
    <div className="face face-empty">
      <div className="face-mark" aria-hidden="true" />
      <p className="face-title">{title ?? t("web.empty")}</p>
      {hint && <p className="face-hint">{hint}</p>}
      {action && <div className="face-action">{action}</div>}
    </div>
  );
}

/** A failed page or section: one calm sentence, the request id, and a way on. */
export function ErrorFace({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useT();
  if (isNotFound(error)) return <NotFoundFace />;
  const requestId = errorData(error)?.details?.requestId;
  return (
    <div className="face face-error" role="alert">
      <p className="face-title">{explainError(t, error)}</p>
      {requestId && <p className="face-hint mono">{requestId}</p>}
      {onRetry && (
        <div className="face-action">
          <Button onClick={onRetry}>{t("web.retry")}</Button>
        </div>
      )}
    </div>
  );
}

export function NotFoundFace() {
  const t = useT();
  return (
    <div className="face">
      <title>{`${t("web.not_found_title")} · ${t("app.name")}`}</title>
      <h1 className="face-title">{t("web.not_found_title")}</h1>
      <p className="face-hint">{t("common.not_found")}</p>
      <div className="face-action">
        <Link to="/">{t("web.to_home")}</Link>
      </div>
    </div>
  );
}

export function PageSkeleton() {
  const t = useT();
  return (
    <div className="page-skeleton" aria-busy="true">
      <span className="sr-only" role="status">
        {t("web.loading")}
      </span>
      <Skeleton title={{ width: "30%" }} paragraph={{ rows: 1, width: "50%" }} />
      <Skeleton title={false} paragraph={{ rows: 8 }} />
    </div>
  );
}
