import { claimPrintJob, tendClaimPrints } from "./account/claim-print.job.ts";
import { sweepAttachmentJob } from "./attachment/remove-attachment.ts";
import { closeCallsJob, closeCallsTicker } from "./call/close-calls.job.ts";
import { rebuildDictionaryJob, resumeDictionary } from "./dictionary/rebuild-dictionary.job.ts";
import { issueEditionJob, resumeIssues } from "./edition/edition.job.ts";
import { expireEntriesJob } from "./entry/expire-entries.job.ts";
import { bulkChangeJob, resumeBulkChanges } from "./entry-bulk/bulk-change.job.ts";
import { commitIntakeJob, readIntakeJob, resumeIntakes } from "./form-intake/form-intake.job.ts";
import { fulfilmentClockJob } from "./fulfilment/fulfilment-clock.job.ts";
import { cleanIdentity } from "./identity/clean-identity.job.ts";
import { commitImportJob, resumeImports, stageImportJob } from "./import/import.job.ts";
import { interestClockJob } from "./interest/interest-clock.job.ts";
import type { Job, Ticker } from "./kernel/job.ts";
import { composeMailJob } from "./mail/compose-mail.job.ts";
import { deliverMailJob } from "./mail/deliver-mail.job.ts";
import { likenOrganisationsJob, recountStandingJob } from "./organisation/organisation-upkeep.job.ts";
import { refreshOverviewJob } from "./overview/refresh-overview.ts";
import { renderPaperJob, resumePapers } from "./paper/paper.job.ts";
import { turnStagesJob, turnStagesTicker } from "./procedure/turn-stages.ts";
import {
  computeRecommendationsJob,
  previewWeightsJob,
  refreshAnswerRatesJob,
  resumePreviews,
  wakeRecommendations,
} from "./recommendation/recommendation.job.ts";
import { alertSavedSearchesJob, wakeSavedSearches } from "./saved-search/alert-saved-searches.job.ts";
import { composeAlertMailJob } from "./saved-search/compose-alert-mail.job.ts";
import { recountTermsJob } from "./search/recount-terms.job.ts";
import { forgetOldSearchesJob } from "./search-history/search-history.ts";
import { resumeSearchIndexTasks, searchIndexTaskJob } from "./search-index/search-index-task.job.ts";
import { deliverWebhooksJob, wakeWebhooks } from "./webhook/deliver-webhooks.job.ts";

/** All background handlers; each noun brings its own `*.job.ts`. */
export const jobs: Job[] = [
  claimPrintJob,
  composeMailJob,
  deliverWebhooksJob,
  renderPaperJob,
  deliverMailJob,
  recountTermsJob,
  rebuildDictionaryJob,
  searchIndexTaskJob,
  alertSavedSearchesJob,
  composeAlertMailJob,
  forgetOldSearchesJob,
  recountStandingJob,
  likenOrganisationsJob,
  stageImportJob,
  commitImportJob,
  readIntakeJob,
  commitIntakeJob,
  expireEntriesJob,
  bulkChangeJob,
  interestClockJob,
  fulfilmentClockJob,
  sweepAttachmentJob,
  turnStagesJob,
  closeCallsJob,
  issueEditionJob,
  cleanIdentity,
  refreshOverviewJob,
  computeRecommendationsJob,
  previewWeightsJob,
  refreshAnswerRatesJob,
];

/** What a worker does every few seconds: clocks that move by themselves. Several workers may tick at once. */
export const tickers: Ticker[] = [
  wakeWebhooks,
  resumePapers,
  tendClaimPrints,
  turnStagesTicker,
  closeCallsTicker,
  resumeIssues,
  resumeImports,
  resumeBulkChanges,
  resumeIntakes,
  resumeDictionary,
  resumeSearchIndexTasks,
  wakeSavedSearches,
  wakeRecommendations,
  resumePreviews,
];
