import {
  appointOfficer,
  askInLead,
  assignLead,
  createLead,
  dropLead,
  proposeText,
  registerTechnologyManager,
  saveProposal,
  takeLead,
} from "@jiebang/core";
import { addDays, type CreateLeadInput, demandContent } from "@jiebang/domain";
import type { Beat, Stage } from "./stage.ts";

/** A few leads, each at another place on its way from a sentence to a demand. */
export function leadBeats(stage: Stage): Beat[] {
  const leave = async (person: string, org: string, said: Omit<CreateLeadInput, "organisationId">) =>
    createLead(await stage.as(person), { organisationId: stage.ids.organisations.get(org), ...said });
  return [
    {
      day: -9,
      time: "10:00",
      run: async () => {
        const city = await stage.as("city");
        await registerTechnologyManager(city, {
          identifier: "dizhu.editor@demo.example",
          speciality: "选矿与有色冶金成果的评估、对接与合同",
          certificate: "中级（示例）",
        });
        await registerTechnologyManager(city, {
          identifier: "pingtai@demo.example",
          speciality: "装备制造与新材料的技术合同、知识产权",
        });
        await appointOfficer(await stage.as("lingbao"), {
          identifier: "sfq@demo.example",
          organisationIds: [stage.ids.organisations.get("bolan")],
        });
      },
    },
    {
      // Dropped, with its reason.
      day: -8,
      time: "09:30",
      run: async () => {
        const lead = await leave("chengshi", "chengshi", { sentence: "想找一家公司给厂区食堂做订餐小程序" });
        await dropLead(await stage.as("city"), {
          leadId: lead.leadId,
          version: lead.version,
          reason: "not_technical",
          note: "不属于技术需求，已转告中小企业服务热线。",
        });
      },
    },
    {
      // A text lies before the firm.
      day: -4,
      time: "14:00",
      run: async () => {
        const lead = await leave("diyuan", "diyuan", {
          sentence: "铝灰里的氮化铝一遇水就冒氨气，想找一种能现场处理又不臭的办法",
          moneyKind: "range",
          moneyMin: "500000",
          moneyMax: "1500000",
          kind: "environment",
          urgency: "year",
        });
        const city = await stage.as("city");
        await takeLead(city, lead);
        const saved = await saveProposal(city, {
          leadId: lead.leadId,
          lockVersion: 0,
          content: demandContent.parse({
            kind: "demand",
            title: "铝灰中氮化铝的现场无害化处理",
            summary: "寻求二次铝灰现场脱氮技术，过程不外逸氨气，处理后可作建材原料，年处理量三千吨。",
            keywords: ["铝灰", "脱氮", "无害化"],
            industryCode: "C32",
            areaCode: "411221",
            cooperationModes: ["development", "licence"],
            moneyKind: "range",
            moneyMin: "500000",
            moneyMax: "1500000",
            contactName: "苌弘毅",
            contactPhone: "0398-0000000",
            detail: {
              problem:
                "二次铝灰含氮化铝约一成，受潮即放出氨气，厂区异味大，外运处置每吨一千二百元，企业希望在厂内处理。",
              targets: [
                { name: "处理后氮化铝含量", comparator: "le", value: "0.5", unit: "%" },
                { name: "单位处理成本", comparator: "le", value: "400", unit: "元/吨" },
              ],
              todayState: "外运填埋，每年约三千吨。",
              deadline: addDays(stage.today, 300),
              ipWish: "新取得的专利双方共有",
            },
          }),
        });
        await proposeText(city, {
          leadId: lead.leadId,
          version: saved.lead.version,
          lockVersion: 1,
          note: "指标按电话里说的写，请看成本是否合适。",
        });
      },
    },
    {
      // A question waits for the firm's answer.
      day: -3,
      time: "11:00",
      run: async () => {
        const lead = await leave("bolan.editor", "bolan", {
          sentence: "六微米铜箔收卷时总起皱，换了张力控制也不行",
          kind: "process",
          urgency: "quarter",
          moneyKind: "negotiable",
        });
        const officer = await stage.as("sfq");
        const taken = await takeLead(officer, lead);
        await askInLead(officer, {
          leadId: lead.leadId,
          version: taken.version,
          text: "起皱多在什么线速度、什么卷径时出现？现在的成品率大概是多少？",
        });
      },
    },
    {
      // Given to a technology manager, and one that nobody has in hand yet.
      day: -1,
      time: "15:30",
      run: async () => {
        const city = await stage.as("city");
        const lead = await leave("chengshi.editor", "chengshi", {
          sentence: "金精矿含砷越来越高，焙烧尾气砷超标，想找脱砷的办法",
          kind: "environment",
          urgency: "now",
          moneyKind: "range",
          moneyMax: "3000000",
        });
        await assignLead(city, {
          leadId: lead.leadId,
          version: lead.version,
          userId: stage.ids.people.get("dizhu.editor"),
          note: "请先看看省内有没有现成工艺。",
        });
        await leave("city", "jinli", {
          sentence: "走访时说：破碎机衬板三个月就磨穿，想找更耐磨的材料",
          kind: "product",
          moneyKind: "range",
          moneyMin: "100000",
          moneyMax: "300000",
        });
      },
    },
  ];
}
