import type { FormProblem } from "@jiebang/domain";

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** "第 3 行 预算：“面议左右”不是金额，请写数字（万元）或“面议”": place, question, and what is wrong. */
export function formProblemText(t: Translate, problem: FormProblem): string {
  const { place, field, reason, value = "", max = 0 } = problem;
  const where = place
    ? t(place.sheet ? "form.place_sheet" : "form.place", { row: place.row, sheet: place.sheet ?? "" })
    : "";
  const what = field ? t(`form.field.${field}`) : "";
  const head = [where, what].filter(Boolean).join(" ");
  const said = t(reason, { value, max });
  return head ? `${head}${t("form.colon")}${said}` : said;
}
