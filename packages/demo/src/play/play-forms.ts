import { readFile } from "node:fs/promises";
import { addFormFile, blankForm, openFormIntake, readIntake } from "@jiebang/core";
import type { Beat, Stage } from "./stage.ts";

// Yesterday a county dropped what came by mail and by WeChat: three filled forms, and three files that are none.

const filled = (name: string) => readFile(new URL(`../forms/${name}`, import.meta.url));

export function formBeats(stage: Stage): Beat[] {
  return [{ day: -1, time: "15:00", run: () => collect(stage) }];
}

async function collect(stage: Stage): Promise<void> {
  const county = await stage.as("shanzhou");
  const { id: intakeId } = await openFormIntake(county, {});
  const files: [string, Uint8Array][] = [
    ["锦砾轻合金-需求征集表.docx", await filled("jinli-demand.docx")],
    ["曜衡-技术需求.docx", await filled("yaoheng-demand.docx")],
    ["磐砺耐磨件厂需求.docx", await filled("panli-demand.docx")],
    ["盖章扫描件.pdf", Buffer.from("%PDF-1.4\n% 扫描件（演示）\n")],
    ["需求征集表（空）.docx", (await blankForm(county, { family: "demand", format: "docx" })).bytes],
    // What Word 2003 begins with: the person is asked to save it anew.
    ["技术需求（旧版）.doc", Buffer.from("d0cf11e0a1b11ae10000000000000000", "hex")],
  ];
  for (const [fileName, bytes] of files) await addFormFile(county, { intakeId, fileName, bytes });
  await readIntake(county, intakeId);
}
