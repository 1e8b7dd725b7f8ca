import { type ReactNode, useId, useRef } from "react";

export interface PageTab {
  key: string;
  label: ReactNode;
  children: ReactNode;
}

/** Tabs of a page (WAI-ARIA pattern: arrows move, the row scrolls on a phone). Only the active panel is drawn. */
export function PageTabs(props: { items: PageTab[]; active: string; onChange: (key: string) => void; label?: string }) {
  const { items, active, onChange } = props;
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const current = items.find((item) => item.key === active) ?? items[0];
  if (!current) return null;
  const move = (step: number) => {
    const at = items.indexOf(current);
    const next = items[(at + step + items.length) % items.length]!;
    onChange(next.key);
    row.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  };
  return (
    <div>
      <div
        ref={row}
        role="tablist"
        aria-label={props.label}
        className="page-tabs"
        onKeyDown={(event) => {
          if (event.key === "ArrowRight") move(1);
          else if (event.key === "ArrowLeft") move(-1);
        }}
      >
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="tab"
            id={`${id}-${item.key}`}
            data-key={item.key}
            aria-selected={item === current}
            aria-controls={item === current ? `${id}-panel` : undefined}
            tabIndex={item === current ? 0 : -1}
            className="page-tab"
            onClick={() => onChange(item.key)}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current.key}`} className="page-tab-panel">
        {current.children}
      </div>
    </div>
  );
}
