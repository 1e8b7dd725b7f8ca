import { useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A link that the server made: inside the workbench it moves without loading, the public pages load as pages. */
export function AppLink({
  href,
  className,
  children,
  onFollow,
}: {
  href: string;
  className?: string;
  children: ReactNode;
  onFollow?: () => void;
}) {
  const router = useRouter();
  return (
    <a
      href={href}
      className={className}
      onClick={(event) => {
        onFollow?.();
        if (!href.startsWith("/app/") || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        router.history.push(href);
      }}
    >
      {children}
    </a>
  );
}
