import { type Paper, paperToPdf } from "@jiebang/documents";
import { type ClaimSheet, dayOf } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";

export type SlipLayout = "page" | "sheet";

/** The slips for printing: one page for each firm, or several on a sheet to be cut apart. */
export function claimSlipsPdf(sheet: ClaimSheet, lang: "zh" | "en", layout: SlipLayout): Promise<Uint8Array> {
  return paperToPdf(claimSlipsPaper(sheet, lang, layout));
}

export function claimSlipsPaper(sheet: ClaimSheet, lang: "zh" | "en", layout: SlipLayout): Paper {
  const t = (key: string, values?: Record<string, unknown>) => translate(lang, key, values);
  const until = dayOf(new Date(sheet.codesExpireAt));
  const steps = [t("claim.slip_step_1"), t("claim.slip_step_2"), t("claim.slip_step_3")];
  return {
    title: t("claim.slip_title"),
    subtitle: t("claim.slip_words"),
    lang,
    footer: t("claim.slip_footer"),
    blocks: sheet.slips.flatMap((slip, i): Paper["blocks"] => {
      const lines = [
        ...(slip.contactName ? [t("claim.slip_to", { name: slip.contactName })] : []),
        t("claim.slip_code_line", { code: slip.code }),
        slip.link,
        t("claim.slip_until_line", { day: until }),
      ];
      if (layout === "sheet")
        return [{ kind: "slip", title: slip.name, lines: [...lines, steps.join(" ")], qr: slip.link }];
      return [
        ...(i > 0 ? [{ kind: "pageBreak" } as const] : []),
        { kind: "slip", title: slip.name, lines, qr: slip.link },
        { kind: "list", items: steps },
      ];
    }),
  };
}
