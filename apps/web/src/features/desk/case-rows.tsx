import type { DeskCase } from "@jiebang/domain";
import { useT } from "../../app/locale.tsx";
import { AppLink } from "../../components/app-link.tsx";
import { DateTime } from "../../components/values.tsx";

/** What waits for somebody: what it is, until when, and the one next action. */
export function CaseRows({ cases }: { cases: DeskCase[] }) {
  const t = useT();
  return (
    <ul className="rows case-rows">
      {cases.map((one) => (
        <li key={`${one.queue}${one.stepKey}`}>
          <div className="rows-main" data-case="">
            <AppLink href={one.link}>{one.title}</AppLink>
            <div className="rows-sub">
              {[
                one.number,
                one.organisationName,
                one.assigneeName && t("web.desk.assignee", { name: one.assigneeName }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </div>
          </div>
          <span className="case-next">{t(one.nextAction)}</span>
          <DueWorkingDays case={one} />
        </li>
      ))}
    </ul>
  );
}

/** The day and how many working days are left or lost; late is said in words. */
export function DueWorkingDays({ case: one }: { case: Pick<DeskCase, "dueAt" | "isOverdue" | "workingDays"> }) {
  const t = useT();
  if (!one.dueAt) return null;
  const days = one.workingDays;
  const words = one.isOverdue
    ? days
      ? t("web.desk.late_days", { days: -days })
      : t("web.desk.late")
    : days === 0
      ? t("web.desk.due_today")
      : days === null
        ? ""
        : t("web.desk.due_days", { days });
  return (
    <span className={one.isOverdue ? "due due-late" : days !== null && days <= 1 ? "due due-soon" : "due"}>
      <DateTime value={one.dueAt} dateOnly /> <span className="nowrap">· {words}</span>
    </span>
  );
}
