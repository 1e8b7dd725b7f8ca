// The area codes are real ones (GB/T 2260, 411200 and its counties), because areas must exist in the code list and the first
// home is a mining and materials city there. Everything else is invented: firms, universities, people, numbers and telephones
// (subscriber numbers that begin with 0 are never given out).

export interface DemoJurisdiction {
  code: string;
  name: string;
  nameEn: string;
  level: "city" | "county";
  areaCode: string;
  parent?: string;
  recommendingBody: string;
  phone: string;
  address: string;
}

// biome-ignore format: a table
export const jurisdictions: DemoJurisdiction[] = [
  {
    code: "411200", name: "三门峡市", nameEn: "Sanmenxia City", level: "city", areaCode: "411200",
    recommendingBody: "市中小企业服务平台（演示）", phone: "0398-0000100", address: "市政务服务中心三楼 305 室（演示）",
  },
  {
    code: "411282", name: "灵宝市", nameEn: "Lingbao City", level: "county", areaCode: "411282", parent: "411200",
    recommendingBody: "灵宝市科技和工业信息化部门（演示）", phone: "0398-0000201", address: "演示路 1 号",
  },
  {
    code: "411221", name: "渑池县", nameEn: "Mianchi County", level: "county", areaCode: "411221", parent: "411200",
    recommendingBody: "渑池县科技和工业信息化部门（演示）", phone: "0398-0000301", address: "演示路 2 号",
  },
  {
    code: "411281", name: "义马市", nameEn: "Yima City", level: "county", areaCode: "411281", parent: "411200",
    recommendingBody: "义马市科技和工业信息化部门（演示）", phone: "0398-0000401", address: "演示路 3 号",
  },
  {
    code: "411224", name: "卢氏县", nameEn: "Lushi County", level: "county", areaCode: "411224", parent: "411200",
    recommendingBody: "卢氏县科技和工业信息化部门（演示）", phone: "0398-0000501", address: "演示路 4 号",
  },
  {
    code: "411203", name: "陕州区", nameEn: "Shanzhou District", level: "county", areaCode: "411203", parent: "411200",
    recommendingBody: "陕州区科技和工业信息化部门（演示）", phone: "0398-0000601", address: "演示路 5 号",
  },
  {
    code: "411202", name: "湖滨区", nameEn: "Hubin District", level: "county", areaCode: "411202", parent: "411200",
    recommendingBody: "湖滨区科技和工业信息化部门（演示）", phone: "0398-0000701", address: "演示路 6 号",
  },
  {
    // A jurisdiction that is no area: a zone's management committee stands beside the counties.
    code: "411200-sfq", name: "城乡一体化示范区", nameEn: "Urban-Rural Integration Demonstration Zone", level: "county",
    areaCode: "411200", parent: "411200",
    recommendingBody: "示范区科技和工业信息化部门（演示）", phone: "0398-0000801", address: "演示路 7 号",
  },
];
