import { publishDictionary, rebuildDictionary, saveDictionaryRow, saveSearch } from "@jiebang/core";
import type { Beat, Stage } from "./stage.ts";

const groups: { kind: "synonym" | "word"; names: string[]; note?: string }[] = [
  { kind: "synonym", names: ["赤泥", "铝土矿残渣", "bauxite tailings"], note: "铝业协会来函用后一种叫法" },
  { kind: "synonym", names: ["低温余热发电", "ORC 发电", "organic rankine cycle"] },
  { kind: "word", names: ["选矿药剂"] },
];

/** The desk teaches the search some words of the place; a firm and a university keep what they look for. */
export function searchBeats(stage: Stage): Beat[] {
  return [
    {
      day: -6,
      time: "10:20",
      run: async () => {
        const city = await stage.as("city");
        for (const row of groups) await saveDictionaryRow(city, row);
        await publishDictionary(city, { currentNo: 0, note: "首批本地叫法" });
        await rebuildDictionary(city);
        await saveDictionaryRow(await stage.as("lingbao"), { kind: "synonym", names: ["氰化渣", "cyanide residue"] });
      },
    },
    {
      day: -5,
      time: "09:20",
      run: async () => {
        const keep = async (who: string, name: string, url: string, cadence: "at_once" | "daily" | "weekly") =>
          saveSearch(await stage.as(who), { name, url, cadence });
        await keep("zhuheng", "装备类需求", "q=装备&kind=demand", "daily");
        await keep("dizhu", "赤泥和尾矿的需求", "q=赤泥&kind=demand", "at_once");
      },
    },
  ];
}
