import { currentDictionary, onDictionaryChange } from "./dictionary.ts";
import { stem } from "./english.ts";
import { fold } from "./fold.ts";

// Pairs that mean the same in both languages, and Chinese names of one thing. Expansion only widens what matches:
// a word that was typed always weighs more than its translation. These ship with the software; people add theirs.
const PAIRS = `
机器人|robot;机器视觉|machine vision;机器学习|machine learning;深度学习|deep learning;人工智能|artificial intelligence|ai;大模型|large language model|llm;
数字孪生|digital twin;物联网|internet of things|iot;工业互联网|industrial internet;传感器|sensor;激光|laser;轴承|bearing;齿轮|gear;阀门|valve;泵|pump;电机|motor;
数控机床|cnc;机床|machine tool;焊接|welding;铸造|casting;锻造|forging;热处理|heat treatment;增材制造|3d打印|additive manufacturing|3d printing;模具|mould|mold;涂层|coating;
锂电池|锂离子电池|lithium battery|lithium ion battery;电池|battery;正极材料|cathode material;负极材料|anode material;电解液|electrolyte;储能|energy storage;光伏|photovoltaic|pv;太阳能|solar;风电|风力发电|wind power;氢能|hydrogen energy;燃料电池|fuel cell;
石墨烯|graphene;碳纤维|carbon fiber|carbon fibre;陶瓷|ceramic;合金|alloy;硬质合金|cemented carbide;碳化硅|silicon carbide|sic;复合材料|composite;纳米材料|nanomaterial;薄膜|thin film;膜材料|membrane;聚合物|polymer;催化剂|catalyst;粉末|powder;铜箔|copper foil;
铝|aluminium|aluminum;氧化铝|alumina;赤泥|red mud|bauxite residue;尾矿|tailings;选矿|beneficiation|mineral processing;浮选|flotation;浸出|leaching;冶炼|smelting;黄金|gold;铜|copper;钼|molybdenum;钨|tungsten;稀土|rare earth;矿山|mine|mining;
污水处理|废水处理|sewage treatment|wastewater treatment;污水|废水|wastewater;脱硫|desulfurization;脱硝|denitrification;除尘|dust removal;固废|固体废物|solid waste;余热回收|余热利用|waste heat recovery;碳捕集|carbon capture;土壤修复|soil remediation;
医疗器械|medical device;疫苗|vaccine;抗体|antibody;中药|traditional chinese medicine;发酵|fermentation;酶|enzyme;基因|gene;
小麦|wheat;玉米|corn|maize;水稻|rice;大豆|soybean;苹果|apple;食用菌|edible fungus|mushroom;肥料|fertilizer|fertiliser;农药|pesticide;饲料|feed;育种|breeding;
汽车|automobile|car;新能源汽车|电动汽车|electric vehicle|ev;无人机|uav|drone;雷达|radar;芯片|集成电路|chip|integrated circuit;半导体|semiconductor;软件|software;区块链|blockchain;云计算|cloud computing;大数据|big data;无损检测|nondestructive testing;故障诊断|fault diagnosis
`;

let groups: Map<string, string[]> | undefined;
onDictionaryChange(() => {
  groups = undefined;
});

/** All names of one thing, group by group: what ships with the software. */
export function synonymGroups(): string[][] {
  return PAIRS.split(";")
    .map((line) => line.trim().split("|"))
    .filter((names) => names.length > 1);
}

/** Folded, English words by their stems: `Thin Films` and `thin film` are one name. */
export function nameKey(name: string): string {
  return fold(name)
    .text.trim()
    .replace(/\s+/g, " ")
    .replace(/[a-z]+/g, stem);
}

/** Names that people or the glossary gave; empty when there is none. */
export function glossaryNames(phrase: string): string[] {
  groups ??= build();
  return groups.get(nameKey(phrase)) ?? [];
}

function build(): Map<string, string[]> {
  const built = new Map<string, string[]>();
  // What people edit comes first: there is room for few names.
  for (const names of [...currentDictionary().groups, ...synonymGroups()]) {
    const folded = names.map((name) => fold(name).text.trim());
    for (const name of folded) {
      const key = nameKey(name);
      const others = folded.filter((n) => n !== name);
      built.set(key, [...new Set([...(built.get(key) ?? []), ...others])]);
    }
  }
  return built;
}

/** The longest glossary phrase counts this many English words. */
export const LONGEST_PHRASE = 3;
