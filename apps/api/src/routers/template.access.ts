import { seedTemplates } from "@jiebang/core";
import { INDUSTRY_TEMPLATE_V1 } from "@jiebang/domain";
import { type AccessRows, type AccessWorld, only, signedIn } from "../access-table.ts";

const industry = async (w: AccessWorld) => {
  await w.once("templates", async () => {
    await seedTemplates(w.db.prisma);
    return "seeded";
  });
  return { key: "industry" };
};

export const templateAccess: AccessRows = {
  "template.list": { input: () => undefined, expect: signedIn },
  "template.get": { input: industry, expect: signedIn },
  "template.compare": { input: async (w) => ({ ...(await industry(w)), from: 1, to: 1 }), expect: signedIn },
  "template.check": {
    input: async (w) => ({ ...(await industry(w)), baseVersion: 1, content: INDUSTRY_TEMPLATE_V1 }),
    expect: only(["platformAdmin"]),
  },
  // Unchanged: who may knock is told "nothing differs".
  "template.publish": {
    input: async (w) => ({
      ...(await industry(w)),
      baseVersion: 1,
      content: INDUSTRY_TEMPLATE_V1,
      effectiveFrom: "2099-01-01",
      note: "无",
    }),
    expect: only(["platformAdmin"]),
  },
};
