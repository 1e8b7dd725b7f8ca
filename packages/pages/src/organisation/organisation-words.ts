import type { PublicOrganisationView } from "@jiebang/domain";
import { formatPercent } from "@jiebang/i18n";
import type { Lang } from "../kernel/lang.ts";

export const organisationPath = (organisation: { organisationId: string }) =>
  `/organisations/${organisation.organisationId}`;

export function answerRateText(lang: Lang, rate: NonNullable<PublicOrganisationView["answerRate"]>): string {
  return lang.t("public.answer_rate_value", { rate: formatPercent(rate.rate), answered: rate.answered, due: rate.due });
}
