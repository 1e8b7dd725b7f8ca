import { Button } from "antd";
import type { EChartsCoreOption } from "echarts/core";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Palette } from "./chart.tsx";

// The library comes when the first chart is drawn, never with the workbench.
const Chart = lazy(() => import("./chart.tsx"));

interface Props {
  title: string;
  hint?: ReactNode;
  isEmpty: boolean;
  height?: number;
  option: (c: Palette) => EChartsCoreOption;
  head: string[];
  rows: (string | number | null)[][];
}

/** A chart and the table behind it: one is always there, print and screen readers get the table. */
export function Figure({ title, hint, isEmpty, height = 300, option, head, rows }: Props) {
  const t = useT();
  const id = useId();
  const [isTable, setTable] = useState(false);
  return (
    <section className="sheet figure-sheet" aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {!isEmpty && (
          <Button size="small" className="sheet-actions" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {t(isTable ? "web.overview.as_chart" : "web.overview.as_table")}
          </Button>
        )}
      </h2>
      {hint && <p className="muted">{hint}</p>}
      {isEmpty ? (
        <p className="muted">{t("web.overview.nothing")}</p>
      ) : (
        <>
          {!isTable && (
            <Suspense fallback={<div style={{ height }} />}>
              <Chart option={option} height={height} />
            </Suspense>
          )}
          {/* A wide table is scrolled with the arrow keys. */}
          <section
            aria-label={t("web.overview.as_table")}
            tabIndex={isTable ? 0 : undefined}
            className={isTable ? "figure-table" : "figure-table sr-only print-table"}
          >
            <table className="plain-table">
              <caption className="sr-only">{title}</caption>
              <thead>
                <tr>
                  {head.map((cell) => (
                    <th key={cell} scope="col">
                      {cell}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={JSON.stringify(row)}>
                    {row.map((cell, at) =>
                      at === 0 ? (
                        <th key={head[at]} scope="row">
                          {cell}
                        </th>
                      ) : (
                        <td key={head[at]}>{cell ?? t("web.overview.kept")}</td>
                      ),
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </section>
  );
}
