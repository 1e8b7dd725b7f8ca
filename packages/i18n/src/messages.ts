// One file per noun, both languages side by side; this list only joins them.
import { account } from "./account.ts";
import { agreement } from "./agreement.ts";
import { api } from "./api.ts";
import { assignment } from "./assignment.ts";
import { audience } from "./audience.ts";
import { audit } from "./audit.ts";
import { bid } from "./bid.ts";
import { board } from "./board.ts";
import { bundle } from "./bundle.ts";
import { call } from "./call.ts";
import { codeList } from "./code-list.ts";
import { common } from "./common.ts";
import { desk } from "./desk.ts";
import { dictionary } from "./dictionary.ts";
import { edition } from "./edition.ts";
import { entry } from "./entry.ts";
import { entryBulk } from "./entry-bulk.ts";
import { formIntake } from "./form-intake.ts";
import { formTemplate } from "./form-template.ts";
import { fulfilment } from "./fulfilment.ts";
import { importTexts } from "./import.ts";
import { infeasibleTexts } from "./infeasible.ts";
import { interest } from "./interest.ts";
import { lead } from "./lead.ts";
import { lint } from "./lint.ts";
import { mail } from "./mail.ts";
import { objection } from "./objection.ts";
import { openness } from "./openness.ts";
import { organisation } from "./organisation.ts";
import { organisationMerge } from "./organisation-merge.ts";
import { paper } from "./paper.ts";
import { publicPages } from "./public.ts";
import { publicEdition } from "./public-edition.ts";
import { publicTexts } from "./public-texts.ts";
import { recommendation } from "./recommendation.ts";
import { registration } from "./registration.ts";
import { round } from "./round.ts";
import { savedSearch } from "./saved-search.ts";
import { searchIndex } from "./search-index.ts";
import { template } from "./template.ts";
import { trustedLane } from "./trusted-lane.ts";
import { vetting } from "./vetting.ts";
import { visit } from "./visit.ts";
import { web } from "./web.ts";
import { webAccount } from "./web-account.ts";
import { webAdmin } from "./web-admin.ts";
import { webBid } from "./web-bid.ts";
import { webDesk } from "./web-desk.ts";
import { webEdition } from "./web-edition.ts";
import { webEntry } from "./web-entry.ts";
import { webFirm } from "./web-firm.ts";
import { webFormIntake } from "./web-form-intake.ts";
import { webFulfilment } from "./web-fulfilment.ts";
import { webImport } from "./web-import.ts";
import { webInterest } from "./web-interest.ts";
import { webLead } from "./web-lead.ts";
import { webOverview } from "./web-overview.ts";
import { webRecommendation } from "./web-recommendation.ts";
import { webRound } from "./web-round.ts";
import { webSearch } from "./web-search.ts";
import { webVetting } from "./web-vetting.ts";
import { whyNot } from "./why-not.ts";
import { words } from "./words.ts";

export const messages = {
  zh: {
    ...common.zh,
    ...api.zh,
    ...mail.zh,
    ...account.zh,
    ...registration.zh,
    ...audit.zh,
    ...organisation.zh,
    ...codeList.zh,
    ...call.zh,
    ...edition.zh,
    ...publicEdition.zh,
    ...words.zh,
    ...whyNot.zh,
    ...desk.zh,
    ...dictionary.zh,
    ...entry.zh,
    ...importTexts.zh,
    ...infeasibleTexts.zh,
    ...interest.zh,
    ...lead.zh,
    ...webLead.zh,
    ...lint.zh,
    ...vetting.zh,
    ...publicPages.zh,
    ...publicTexts.zh,
    ...web.zh,
    ...webAccount.zh,
    ...webEntry.zh,
    ...webEdition.zh,
    ...webImport.zh,
    ...webRound.zh,
    ...webSearch.zh,
    ...webBid.zh,
    ...webDesk.zh,
    ...webAdmin.zh,
    ...recommendation.zh,
    ...round.zh,
    ...savedSearch.zh,
    ...searchIndex.zh,
    ...board.zh,
    ...bid.zh,
    ...bundle.zh,
    ...objection.zh,
    ...fulfilment.zh,
    ...webFulfilment.zh,
    ...agreement.zh,
    ...openness.zh,
    ...webInterest.zh,
    ...visit.zh,
    ...assignment.zh,
    ...webFirm.zh,
    ...trustedLane.zh,
    ...formIntake.zh,
    ...webFormIntake.zh,
    ...audience.zh,
    ...entryBulk.zh,
    ...webOverview.zh,
    ...organisationMerge.zh,
    ...paper.zh,
    ...webVetting.zh,
    ...formTemplate.zh,
    ...template.zh,
    ...webRecommendation.zh,
  },
  en: {
    ...common.en,
    ...api.en,
    ...mail.en,
    ...account.en,
    ...registration.en,
    ...audit.en,
    ...organisation.en,
    ...codeList.en,
    ...call.en,
    ...edition.en,
    ...publicEdition.en,
    ...words.en,
    ...whyNot.en,
    ...desk.en,
    ...dictionary.en,
    ...entry.en,
    ...importTexts.en,
    ...infeasibleTexts.en,
    ...interest.en,
    ...lead.en,
    ...webLead.en,
    ...lint.en,
    ...vetting.en,
    ...publicPages.en,
    ...publicTexts.en,
    ...web.en,
    ...webAccount.en,
    ...webEntry.en,
    ...webEdition.en,
    ...webImport.en,
    ...webRound.en,
    ...webSearch.en,
    ...webBid.en,
    ...webDesk.en,
    ...webAdmin.en,
    ...recommendation.en,
    ...round.en,
    ...savedSearch.en,
    ...searchIndex.en,
    ...board.en,
    ...bid.en,
    ...bundle.en,
    ...objection.en,
    ...fulfilment.en,
    ...webFulfilment.en,
    ...agreement.en,
    ...openness.en,
    ...webInterest.en,
    ...visit.en,
    ...assignment.en,
    ...webFirm.en,
    ...trustedLane.en,
    ...formIntake.en,
    ...webFormIntake.en,
    ...audience.en,
    ...entryBulk.en,
    ...webOverview.en,
    ...organisationMerge.en,
    ...paper.en,
    ...webVetting.en,
    ...formTemplate.en,
    ...template.en,
    ...webRecommendation.en,
  },
} satisfies Record<string, Record<string, string>>;
