import type { Tx } from "@jiebang/db";
import {
  DEPARTMENT_TEMPLATE_V1,
  INDUSTRY_TEMPLATE_V1,
  newId,
  type TemplateContent,
  TWO_WAY_TEMPLATE_V1,
} from "@jiebang/domain";
import { hashOf } from "@jiebang/ledger";

const SHIPPED: {
  key: string;
  name: string;
  nameEn: string;
  versions: { version: number; from: string; content: TemplateContent }[];
}[] = [
  {
    key: "industry",
    name: "大中小企业揭榜",
    nameEn: "Industry challenge round",
    versions: [{ version: 1, from: "2026-01-01", content: INDUSTRY_TEMPLATE_V1 }],
  },
  {
    key: "department",
    name: "部门揭榜挂帅",
    nameEn: "Department challenge round",
    versions: [{ version: 1, from: "2026-01-01", content: DEPARTMENT_TEMPLATE_V1 }],
  },
  {
    key: "two_way",
    name: "双向揭榜",
    nameEn: "Two-way round",
    versions: [{ version: 1, from: "2026-01-01", content: TWO_WAY_TEMPLATE_V1 }],
  },
];

/** Brings the shipped templates in; a version that is there stays as it is, because rounds were made from it. */
export async function seedTemplates(tx: Tx): Promise<void> {
  for (const { key, name, nameEn, versions } of SHIPPED) {
    await tx.template.createMany({
      data: [{ id: newId("tpl"), key, kind: "round", name, nameEn }],
      skipDuplicates: true,
    });
    const template = await tx.template.findUniqueOrThrow({ where: { key } });
    await tx.templateVersion.createMany({
      data: versions.map(({ version, from, content }) => ({
        id: newId("tpv"),
        templateId: template.id,
        version,
        effectiveFrom: new Date(`${from}T00:00:00Z`),
        content: content as object,
        hash: hashOf(content),
      })),
      skipDuplicates: true,
    });
  }
}
