import type { OverviewView } from "@jiebang/domain";
import { useT } from "../../app/locale.tsx";
import { useCodeNames } from "../../components/code-select.tsx";
import type { Palette } from "./chart.tsx";
import { Figure } from "./figure.tsx";

interface Props {
  view: OverviewView;
}
const axis = (c: Palette) => ({
  axisLine: { lineStyle: { color: c.ruleStrong } },
  axisLabel: { color: c.ink2 },
  splitLine: { lineStyle: { color: c.rule } },
});
const legend = (c: Palette) => ({ bottom: 0, textStyle: { color: c.ink2 }, icon: "rect" });
const grid = { left: 8, right: 24, top: 24, bottom: 36, containLabel: true };
const percent = (share: number | null) => (share === null ? null : `${Math.round(share * 100)}%`);

export function FunnelFigure({ view }: Props) {
  const t = useT();
  const option = (c: Palette) => ({
    grid,
    legend: legend(c),
    tooltip: { trigger: "axis", confine: true, backgroundColor: c.sheet, textStyle: { color: c.ink } },
    xAxis: { type: "value", minInterval: 1, ...axis(c) },
    yAxis: {
      type: "category",
      inverse: true,
      data: view.funnel.map((f) => t(`web.overview.step.${f.step}`)),
      ...axis(c),
    },
    series: (["demands", "offers"] as const).map((kind) => ({
      type: "bar",
      name: t(`web.overview.${kind}`),
      data: view.funnel.map((f) => f[kind]),
      label: { show: true, position: "right", color: c.ink2 },
      itemStyle: { color: kind === "demands" ? c.cinnabar : c.mineral },
    })),
  });
  return (
    <Figure
      title={t("web.overview.funnel")}
      hint={t("web.overview.funnel_hint")}
      isEmpty={view.funnel.every((f) => f.offers + f.demands === 0)}
      option={option}
      head={[t("web.overview.step"), t("web.overview.demands"), t("web.overview.offers")]}
      rows={view.funnel.map((f) => [t(`web.overview.step.${f.step}`), f.demands, f.offers])}
    />
  );
}

const CHAINS_SHOWN = 12;

export function HeatFigure({ view }: Props) {
  const t = useT();
  const chainName = useCodeNames("chain");
  const tierName = useCodeNames("tier");
  const nameOfChain = (code: string) => (code ? chainName(code) : t("web.overview.no_chain"));
  const nameOfTier = (code: string) => (code ? tierName(code) : t("web.overview.no_tier"));
  // The server sends the fullest cells first.
  const chains = [...new Set(view.heat.map((h) => h.chain))].slice(0, CHAINS_SHOWN);
  const tiers = [...new Set(view.heat.map((h) => h.tier))].sort();
  const cell = (chain: string, tier: string) => view.heat.find((h) => h.chain === chain && h.tier === tier);
  const option = (c: Palette) => {
    const data = view.heat
      .filter((h) => chains.includes(h.chain))
      .map((h) => ({
        value: [tiers.indexOf(h.tier), chains.indexOf(h.chain), h.offers + h.demands],
        label: { formatter: `${h.demands} / ${h.offers}` },
      }));
    const most = Math.max(1, ...data.map((d) => d.value[2] ?? 0));
    return {
      grid: { left: 8, right: 16, top: 8, bottom: 8, containLabel: true },
      aria: { enabled: true, decal: { show: false } },
      xAxis: {
        type: "category",
        position: "top",
        data: tiers.map(nameOfTier),
        ...axis(c),
        axisLabel: { color: c.ink2, interval: 0, rotate: 24, width: 110, overflow: "truncate" },
        splitArea: { show: false },
      },
      yAxis: { type: "category", inverse: true, data: chains.map(nameOfChain), ...axis(c) },
      visualMap: { show: false, min: 0, max: most, inRange: { color: [c.sheet, c.mineralSoft, c.mineral] } },
      series: [
        {
          type: "heatmap",
          data: data.map((d) => ({
            ...d,
            label: { ...d.label, show: true, color: (d.value[2] ?? 0) > most * 0.7 ? c.onMineral : c.ink },
          })),
          itemStyle: { borderColor: c.rule, borderWidth: 1 },
        },
      ],
    };
  };
  return (
    <Figure
      title={t("web.overview.heat")}
      hint={t("web.overview.heat_hint")}
      isEmpty={view.heat.length === 0}
      height={90 + chains.length * 30}
      option={option}
      head={[
        t("web.overview.chain"),
        ...tiers.flatMap((tier) => [
          `${nameOfTier(tier)} · ${t("web.overview.demands")}`,
          `${nameOfTier(tier)} · ${t("web.overview.offers")}`,
        ]),
      ]}
      rows={[...new Set(view.heat.map((h) => h.chain))].map((chain) => [
        nameOfChain(chain),
        ...tiers.flatMap((tier) => [cell(chain, tier)?.demands ?? 0, cell(chain, tier)?.offers ?? 0]),
      ])}
    />
  );
}

export function FlowFigure({ view }: Props) {
  const t = useT();
  const chainName = useCodeNames("chain");
  const from = (flow: OverviewView["flows"][number]) => flow.name ?? t("web.overview.others");
  const into = (flow: OverviewView["flows"][number]) =>
    flow.chain ? chainName(flow.chain) : t("web.overview.no_chain");
  const option = (c: Palette) => ({
    aria: { enabled: true, decal: { show: false } },
    series: [
      {
        type: "sankey",
        left: 8,
        right: 120,
        top: 8,
        bottom: 8,
        nodeGap: 10,
        draggable: false,
        label: { color: c.ink, fontSize: 12, width: 110, overflow: "truncate" },
        lineStyle: { color: "source", opacity: 0.35 },
        data: [
          ...[...new Set(view.flows.map(from))].map((name) => ({
            name: `${name} `,
            itemStyle: { color: c.mineral },
          })),
          ...[...new Set(view.flows.map(into))].map((name) => ({ name, itemStyle: { color: c.cinnabar } })),
        ],
        // A blank keeps an organisation and a chain of the same name apart.
        links: view.flows.map((f) => ({ source: `${from(f)} `, target: into(f), value: f.interests + f.awards })),
      },
    ],
  });
  return (
    <Figure
      title={t("web.overview.flows")}
      hint={t("web.overview.flows_hint")}
      isEmpty={view.flows.length === 0}
      height={Math.max(200, 40 + new Set(view.flows.map(from)).size * 34)}
      option={option}
      head={[
        t("web.overview.organisation"),
        t("web.overview.chain"),
        t("web.overview.accepted"),
        t("web.overview.awards"),
      ]}
      rows={view.flows.map((f) => [from(f), into(f), f.interests, f.awards])}
    />
  );
}

export function CountyFigure({ view }: Props) {
  const t = useT();
  const option = (c: Palette) => ({
    grid,
    legend: legend(c),
    tooltip: { trigger: "axis", confine: true, backgroundColor: c.sheet, textStyle: { color: c.ink } },
    xAxis: {
      type: "category",
      data: view.counties.map((j) => j.name),
      ...axis(c),
      axisLabel: { color: c.ink2, interval: 0, rotate: 28 },
    },
    yAxis: { type: "value", minInterval: 1, ...axis(c) },
    series: (["demands", "offers"] as const).map((kind) => ({
      type: "bar",
      name: t(`web.overview.${kind}`),
      data: view.counties.map((j) => j[kind] ?? 0),
      itemStyle: { color: kind === "demands" ? c.cinnabar : c.mineral },
    })),
  });
  const none = "—";
  return (
    <Figure
      title={t("web.overview.counties")}
      isEmpty={view.counties.length === 0}
      option={option}
      head={[
        t("web.overview.county"),
        t("web.overview.demands"),
        t("web.overview.offers"),
        t("web.overview.due"),
        t("web.overview.answer_rate"),
        t("web.overview.waiting"),
      ]}
      rows={view.counties.map((j) => [
        j.name,
        j.demands,
        j.offers,
        j.due,
        percent(j.answerRate) ?? none,
        j.waitingDays ?? none,
      ])}
    />
  );
}

export function AnswerFigures({ view }: Props) {
  const t = useT();
  const { answers } = view;
  const classes = answers.distribution.map((d, at) => {
    const before = answers.distribution[at - 1]?.upTo ?? 0;
    if (d.upTo === null) return t("web.overview.more", { from: before });
    return at === 0
      ? t("web.overview.up_to_first", { to: d.upTo })
      : t("web.overview.up_to", { from: before + 1, to: d.upTo });
  });
  const all = answers.inTime + answers.late + answers.missing;
  const option = (c: Palette) => ({
    grid,
    legend: legend(c),
    tooltip: { trigger: "axis", confine: true, backgroundColor: c.sheet, textStyle: { color: c.ink } },
    xAxis: { type: "category", data: classes, ...axis(c), axisLabel: { color: c.ink2, interval: 0, rotate: 28 } },
    yAxis: { type: "value", minInterval: 1, ...axis(c) },
    series: (["inTime", "late"] as const).map((key) => ({
      type: "bar",
      stack: "days",
      name: t(key === "inTime" ? "web.overview.in_time" : "web.overview.late"),
      data: view.answers.distribution.map((d) => d[key]),
      itemStyle: { color: key === "inTime" ? c.jade : c.ochre },
    })),
  });
  return (
    <div className="stack">
      <Figure
        title={t("web.overview.answers")}
        hint={
          all === 0
            ? t("web.overview.answers_none")
            : t("web.overview.answers_of", {
                median: answers.medianDays ?? "—",
                inTime: answers.inTime,
                late: answers.late,
                missing: answers.missing,
              })
        }
        isEmpty={all === 0}
        option={option}
        head={[t("web.overview.days"), t("web.overview.in_time"), t("web.overview.late")]}
        rows={answers.distribution.map((d, at) => [classes[at]!, d.inTime, d.late])}
      />
      <MonthFigure view={view} />
    </div>
  );
}

function MonthFigure({ view }: Props) {
  const t = useT();
  const months = view.answers.byMonth;
  const share = (m: (typeof months)[number]) => m.inTime / (m.inTime + m.late + m.missing);
  const option = (c: Palette) => ({
    grid,
    tooltip: { trigger: "axis", confine: true, backgroundColor: c.sheet, textStyle: { color: c.ink } },
    xAxis: { type: "category", data: months.map((m) => m.month), ...axis(c) },
    yAxis: { type: "value", min: 0, max: 100, ...axis(c), axisLabel: { color: c.ink2, formatter: "{value}%" } },
    series: [
      {
        type: "line",
        name: t("web.overview.share"),
        data: months.map((m) => Math.round(share(m) * 100)),
        symbol: "diamond",
        symbolSize: 9,
        itemStyle: { color: c.jade },
        label: { show: true, color: c.ink2, formatter: "{c}%" },
      },
    ],
  });
  return (
    <Figure
      title={t("web.overview.by_month")}
      isEmpty={months.length === 0}
      height={220}
      option={option}
      head={[
        t("web.overview.month"),
        t("web.overview.in_time"),
        t("web.overview.late"),
        t("web.overview.missing"),
        t("web.overview.share"),
      ]}
      rows={months.map((m) => [m.month, m.inTime, m.late, m.missing, percent(share(m))])}
    />
  );
}
