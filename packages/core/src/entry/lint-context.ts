import type { Tx } from "@jiebang/db";
import { dayOf, type EntryContent, type LintContext } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";

/** What the linter needs to know from outside the text. The profile of a hidden poster is counted in the database. */
export async function lintContextOf(tx: Tx, organisationId: string, content: EntryContent): Promise<LintContext> {
  const today = dayOf(await appNow(tx));
  if (!content.isPosterHidden) return { today };
  const own = await tx.organisation.findUnique({
    where: { id: organisationId },
    select: { name: true, nameEn: true, kind: true },
  });
  const city = content.areaCode?.slice(0, 4);
  const division = content.industryCode?.match(/\d{2}/)?.[0];
  const similarOrganisations =
    city && division
      ? await tx.organisation.count({
          where: {
            state: "active",
            kind: own?.kind,
            areaCode: { startsWith: city },
            industryCode: { contains: division },
            ...(content.chainCode ? { chainCodes: { has: content.chainCode } } : {}),
          },
        })
      : undefined;
  return {
    today,
    organisationNames: [own?.name, own?.nameEn].filter((n): n is string => Boolean(n)),
    similarOrganisations,
  };
}
