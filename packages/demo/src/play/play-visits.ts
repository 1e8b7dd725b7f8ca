import { refreshOverview, saveView, storeVisit } from "@jiebang/core";
import { addDays } from "@jiebang/domain";
import type { Beat, Stage } from "./stage.ts";

interface DemoVisit {
  ago: number;
  by: string;
  firm: string;
  people: string;
  note: string;
  outcomes: ("demand_found" | "wants_partner" | "policy_asked" | "talent_needed" | "visit_again" | "offer_found")[];
  next?: { step: string; inDays: number };
}

const visits: DemoVisit[] = [
  {
    ago: 41,
    by: "city",
    firm: "chengshi",
    people: "总工冷秋白，选矿车间主任；我方温予衡、岑述",
    note: "含砷微细粒金矿回收率卡在七成，冬季水温低时掉得更多。试过两家药剂，不稳定。愿意拿一条小线做对比试验。",
    outcomes: ["demand_found", "wants_partner"],
  },
  {
    ago: 20,
    by: "city",
    firm: "bolan",
    people: "研发部邬晴川",
    note: "4.5 微米箔针孔率是下一步重点，正和一家设备厂谈。问到研发费用加计扣除的口径。",
    outcomes: ["policy_asked", "visit_again"],
    next: { step: "把加计扣除的口径和近两年案例送过去", inDays: 17 },
  },
  {
    ago: 9,
    by: "city2",
    firm: "diyuan",
    people: "技术中心主任；我方岑述",
    note: "母液提镓想找院所一起做，手上有稳定的液样。缺一名做分离的博士。",
    outcomes: ["wants_partner", "talent_needed"],
    next: { step: "约稀散金属研究院去现场取样", inDays: 12 },
  },
  {
    ago: 4,
    by: "city2",
    firm: "jinli",
    people: "副总、质检科",
    note: "再生铝里的铁杂质控制不住，退货两批。答应下周给三个月的成分数据。",
    outcomes: ["demand_found"],
    next: { step: "取成分数据，拟需求线索", inDays: 6 },
  },
];

/** What coordinators brought home from firms, two views of the list of firms, and the figures counted once. */
export function visitBeats(stage: Stage): Beat[] {
  const stored = visits.map(
    (visit): Beat => ({
      day: -visit.ago,
      time: "17:40",
      run: async () => {
        const visitedOn = addDays(stage.today, -visit.ago);
        await storeVisit(await stage.as(visit.by), {
          clientId: `demo-visit-${visit.firm}-${visit.ago}`,
          organisationId: stage.ids.organisations.get(visit.firm),
          visitedOn,
          people: visit.people,
          note: visit.note,
          outcomes: visit.outcomes,
          nextStep: visit.next?.step ?? "",
          nextOn: visit.next ? addDays(visitedOn, visit.next.inDays) : null,
        });
      },
    }),
  );
  const views: Beat = {
    day: -3,
    time: "09:10",
    run: async () => {
      const ctx = await stage.as("city");
      await saveView(ctx, {
        list: "firms",
        name: "半年未走访的小巨人",
        search: { tier: "little_giant", unvisited: 6 },
        isShared: true,
      });
      await saveView(ctx, { list: "firms", name: "还没有条目", search: { noEntry: true }, isShared: true });
      await saveView(ctx, { list: "vetting", name: "逾期的需求", search: { kind: "demand", overdue: true } });
    },
  };
  const figures: Beat = {
    day: -1,
    time: "23:00",
    run: () => stage.deps.db.prisma.$transaction(refreshOverview),
  };
  return [...stored, views, figures];
}
