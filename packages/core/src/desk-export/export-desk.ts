import {
  DomainError,
  dayOf,
  type ExportDeskInput,
  exportDeskInput,
  isCoordinator,
  MAX_EXPORT_ROWS,
  requireUser,
  type UserActor,
  type VettingRow,
} from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { listChase } from "../desk/list-chase.ts";
import { loadCodeNames } from "../entry/code-names.ts";
import { requireDesk } from "../firm-file/covered-firms.ts";
import { loadFirms } from "../firm-file/list-firms.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { listVetting } from "../vetting/list-vetting.ts";
import { type ExportFile, tableFile } from "./table-file.ts";

type Locale = "zh" | "en";
type Cells = Record<string, string | number | null>;

/**
 * The list that one sees at the desk as a file, all its pages with the filters of the screen. It is read through the
 * same verbs, so it holds nothing that the screen would not show; each taking along leaves a line.
 */
export async function exportDesk(ctx: Ctx, raw: ExportDeskInput, locale: Locale = "zh"): Promise<ExportFile> {
  const actor = requireUser(ctx.actor);
  const input = exportDeskInput.parse(raw);
  requireDesk(actor);
  if (input.what !== "firms" && !isCoordinator(actor)) throw new DomainError("forbidden", "common.forbidden");
  const { keys, rows } = await rowsOf(ctx, actor, input, locale);
  if (rows.length > MAX_EXPORT_ROWS) throw new DomainError("invalid", "desk.export_too_long", { max: MAX_EXPORT_ROWS });
  const title = translate(locale, `desk.export.${input.what}`);
  const day = dayOf(await appNow(ctx.db.prisma));
  const file = await tableFile(`${title}-${day}`, input.format, {
    name: title,
    columns: keys.map((key) => ({ key, title: translate(locale, `desk.export.col.${key}`), width: widths[key] ?? 16 })),
    rows,
  });
  await ctx.transaction((tx) =>
    recordAudit(tx, actor, "desk.export", {
      subjectKind: "desk",
      subjectId: input.what,
      values: { format: input.format, rows: rows.length, filters: Object.keys(input.filters) },
    }),
  );
  return file;
}

const widths: Record<string, number> = { name: 34, title: 40, organisation: 34, text: 80, honours: 28, chains: 28 };

async function rowsOf(ctx: Ctx, actor: UserActor, input: ReturnType<typeof exportDeskInput.parse>, locale: Locale) {
  if (input.what === "firms") return firmRows(ctx, actor, input.filters, locale);
  if (input.what === "vetting") return vettingRows(ctx, input.filters, locale);
  return chaseRows(ctx, input.filters, locale);
}

async function firmRows(ctx: Ctx, actor: UserActor, filters: Parameters<typeof loadFirms>[2], locale: Locale) {
  const { items } = await loadFirms(ctx.db.prisma, actor, { ...filters, offset: 0, limit: MAX_EXPORT_ROWS + 1 });
  const names = await loadCodeNames(ctx.db);
  const nameOf = (list: "tier" | "honour" | "chain", code: string | null) => {
    const found = code ? names(list, code) : undefined;
    return (locale === "en" ? (found?.nameEn ?? found?.name) : found?.name) ?? code ?? "";
  };
  const yes = (value: boolean) => translate(locale, value ? "desk.export.yes" : "desk.export.no");
  return {
    keys: [
      "name",
      "kind",
      "tier",
      "honours",
      "chains",
      "county",
      "claimed",
      "offers",
      "demands",
      "contact",
      "phone",
      "visited",
    ],
    rows: items.map(
      (f): Cells => ({
        name: f.name,
        kind: translate(locale, `word.organisation.${f.kind}`),
        tier: nameOf("tier", f.tier),
        honours: f.honours.map((code) => nameOf("honour", code)).join("、"),
        chains: f.chainCodes.map((code) => nameOf("chain", code)).join("、"),
        county: f.jurisdictionName,
        claimed: yes(f.isClaimed),
        offers: f.offers,
        demands: f.demands,
        contact: f.contactName,
        phone: f.contactPhone,
        visited: f.lastVisitedOn,
      }),
    ),
  };
}

const PAGE = 100;

async function vettingRows(ctx: Ctx, filters: Parameters<typeof listVetting>[1], locale: Locale) {
  const items: VettingRow[] = [];
  for (let offset = 0; offset <= MAX_EXPORT_ROWS; offset += PAGE) {
    const page = await listVetting(ctx, { ...filters, offset, limit: PAGE });
    items.push(...page.items);
    if (items.length >= page.total || page.items.length === 0) break;
  }
  return {
    keys: ["number", "kind", "title", "organisation", "county", "state", "submitted", "waiting", "due", "overdue"],
    rows: items.map(
      (r): Cells => ({
        number: r.number,
        kind: translate(locale, `word.kind.${r.kind}`),
        title: r.title,
        organisation: r.organisationName,
        county: r.jurisdictionName,
        state: translate(locale, `web.revision_state.${r.state}`),
        submitted: dayOf(new Date(r.submittedAt)),
        waiting: r.waitingDays,
        due: r.dueOn,
        overdue: translate(locale, r.isOverdue ? "desk.export.yes" : "desk.export.no"),
      }),
    ),
  };
}

async function chaseRows(ctx: Ctx, filters: Parameters<typeof listChase>[1], locale: Locale) {
  const { groups } = await listChase(ctx, filters);
  return {
    keys: ["organisation", "county", "contact", "phone", "action", "title", "due", "overdue", "told", "text"],
    rows: groups.flatMap((group) =>
      group.items.map(
        (item): Cells => ({
          organisation: item.organisationName,
          county: item.jurisdictionName,
          contact: item.personName,
          phone: item.phone,
          action: translate(locale, item.nextAction),
          title: item.title,
          due: dayOf(new Date(item.dueAt)),
          overdue: translate(locale, item.isOverdue ? "desk.export.yes" : "desk.export.no"),
          told: item.told.map((t) => `${t.byName} ${dayOf(new Date(t.at))}`).join("；"),
          text: locale === "en" ? item.textEn : item.text,
        }),
      ),
    ),
  };
}
