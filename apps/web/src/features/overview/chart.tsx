import { dark, fonts, light } from "@jiebang/ui/tokens.ts";
import { BarChart, HeatmapChart, LineChart, SankeyChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef, useSyncExternalStore } from "react";

// Only what the figures draw; SVG, so that print and zoom stay sharp.
use([
  BarChart,
  HeatmapChart,
  LineChart,
  SankeyChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

export type Palette = typeof light | typeof dark;

/** Follows the page's theme while it changes, and is light on paper. */
function useMode(): "light" | "dark" {
  const read = () => {
    const chosen = document.documentElement.dataset.theme;
    const isDark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    return isDark && !matchMedia("print").matches ? "dark" : "light";
  };
  return useSyncExternalStore((tell) => {
    const observer = new MutationObserver(tell);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    const queries = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")];
    for (const query of queries) query.addEventListener("change", tell);
    return () => {
      observer.disconnect();
      for (const query of queries) query.removeEventListener("change", tell);
    };
  }, read);
}

/** One chart in the colours of the house; what it shows is also a table beside it, so it is decoration to a screen reader. */
export default function Chart({ option, height }: { option: (c: Palette) => EChartsCoreOption; height: number }) {
  const mode = useMode();
  const box = useRef<HTMLDivElement>(null);
  const c = mode === "dark" ? dark : light;
  // Options are plain values: the same text is the same picture.
  const text = JSON.stringify(option(c));
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const c = mode === "dark" ? dark : light;
    const chart = init(element, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: fonts.sans, color: c.ink2 },
      color: [c.cinnabar, c.mineral, c.ochre, c.jade],
      tooltip: { confine: true, backgroundColor: c.sheet, borderColor: c.ruleStrong, textStyle: { color: c.ink } },
      // Offers and demands differ by pattern too, not by colour alone.
      aria: { enabled: true, decal: { show: true } },
      ...JSON.parse(text),
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [text, mode]);
  return <div ref={box} style={{ height }} aria-hidden="true" />;
}
