import type { DeskCase } from "@jiebang/domain";
import { useT } from "../../app/locale.tsx";
import { AppLink } from "../../components/app-link.tsx";
import { DueIn } from "../../components/values.tsx";

/** What waits for somebody: what it is, until when, and the one next action. */
export function CaseRows({ cases }: { cases: DeskCase[] }) {
  const t = useT();
  return (
    <ul className="rows">
      {cases.map((one) => (
        <li key={one.stepKey}>
          <div className="rows-main">
            <AppLink href={one.link}>{one.title}</AppLink>
            <div className="rows-sub">{[one.number, one.organisationName].filter(Boolean).join(" · ")}</div>
          </div>
          <span className="muted">{t(one.nextAction)}</span>
          <DueIn value={one.dueAt} isOverdue={one.isOverdue} />
        </li>
      ))}
    </ul>
  );
}
