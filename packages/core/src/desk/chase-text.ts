import { type ChaseGroup, type ChaseItem, dayOf } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";

interface Told {
  name: string;
  organisation: string;
}

/** A text for one step: greeting, what, until when, where. */
export function chaseText(
  locale: "zh" | "en",
  to: Told,
  step: { title: string; nextAction: string; dueAt: Date; link: string },
): string {
  return translate(locale, "desk.chase_text", {
    ...to,
    title: step.title,
    what: translate(locale, step.nextAction),
    day: dayOf(step.dueAt),
    link: step.link,
  });
}

/** One text for all steps of one person, so that nobody gets four messages in a morning. */
export function groupChase(items: ChaseItem[]): ChaseGroup[] {
  const groups = new Map<string, ChaseItem[]>();
  for (const item of items) {
    const key = item.personId ?? `${item.organisationId}:${item.phone ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.entries()].map(([key, own]) => {
    const [first] = own as [ChaseItem];
    return {
      key,
      organisationName: first.organisationName,
      jurisdictionName: first.jurisdictionName,
      personId: first.personId,
      personName: first.personName,
      phone: first.phone,
      dueAt: own.map((i) => i.dueAt).sort()[0]!,
      isOverdue: own.some((i) => i.isOverdue),
      text: own.length === 1 ? first.text : manyText("zh", own),
      textEn: own.length === 1 ? first.textEn : manyText("en", own),
      items: own,
    };
  });
}

function manyText(locale: "zh" | "en", items: ChaseItem[]): string {
  const [first] = items as [ChaseItem];
  const organisation = first.organisationName ?? "";
  const lines = items.map((item, at) =>
    translate(locale, "desk.chase_line", {
      n: at + 1,
      what: translate(locale, item.nextAction),
      title: item.title,
      day: dayOf(new Date(item.dueAt)),
      link: item.link,
    }),
  );
  const head = translate(locale, "desk.chase_many", {
    name: first.personName ?? organisation,
    organisation,
    count: items.length,
  });
  return [head, ...lines].join("\n");
}
