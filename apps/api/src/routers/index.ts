// One router per noun; this list only joins them.
import { router } from "../trpc.ts";
import { accountRouter } from "./account.router.ts";
import { adminRouter } from "./admin.router.ts";
import { agreementRouter } from "./agreement.router.ts";
import { assignmentRouter } from "./assignment.router.ts";
import { attachmentRouter } from "./attachment.router.ts";
import { auditRouter } from "./audit.router.ts";
import { basisRouter } from "./basis.router.ts";
import { bidRouter } from "./bid.router.ts";
import { boardRouter } from "./board.router.ts";
import { calendarRouter } from "./calendar.router.ts";
import { callRouter } from "./call.router.ts";
import { codeListRouter } from "./code-list.router.ts";
import { dashboardRouter, deskRouter } from "./desk.router.ts";
import { dictionaryRouter } from "./dictionary.router.ts";
import { editionRouter } from "./edition.router.ts";
import { entryRouter } from "./entry.router.ts";
import { firmRouter, savedViewRouter, visitRouter } from "./firm.router.ts";
import { claimRouter, firmListRouter } from "./firm-list.router.ts";
import { formIntakeRouter } from "./form-intake.router.ts";
import { fulfilmentRouter } from "./fulfilment.router.ts";
import { importRouter } from "./import.router.ts";
import { interestRouter } from "./interest.router.ts";
import { invitationRouter } from "./invitation.router.ts";
import { jurisdictionRouter } from "./jurisdiction.router.ts";
import { leadRouter, officerRouter, refinementRouter } from "./lead.router.ts";
import { messageRouter } from "./message.router.ts";
import { noticeRouter } from "./notice.router.ts";
import { mailRouter, notificationRouter } from "./notification.router.ts";
import { objectionRouter } from "./objection.router.ts";
import { organisationRouter } from "./organisation.router.ts";
import { organisationMergeRouter } from "./organisation-merge.router.ts";
import { overviewRouter } from "./overview.router.ts";
import { formTemplateRouter, paperRouter } from "./paper.router.ts";
import { recommendationRouter } from "./recommendation.router.ts";
import { registrationRouter } from "./registration.router.ts";
import { roundRouter } from "./round.router.ts";
import { savedSearchRouter, searchHistoryRouter } from "./saved-search.router.ts";
import { searchRouter } from "./search.router.ts";
import { searchIndexRouter } from "./search-index.router.ts";
import { sessionRouter } from "./session.router.ts";
import { setupRouter } from "./setup.router.ts";
import { technologyManagerRouter } from "./technology-manager.router.ts";
import { templateRouter } from "./template.router.ts";
import { trustedLaneRouter } from "./trusted-lane.router.ts";
import { undertakingRouter } from "./undertaking.router.ts";
import { vettingRouter } from "./vetting.router.ts";
import { webhookRouter } from "./webhook.router.ts";

export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  audit: auditRouter,
  calendar: calendarRouter,
  codeList: codeListRouter,
  invitation: invitationRouter,
  jurisdiction: jurisdictionRouter,
  organisation: organisationRouter,
  organisationMerge: organisationMergeRouter,
  recommendation: recommendationRouter,
  registration: registrationRouter,
  session: sessionRouter,
  setup: setupRouter,
  assignment: assignmentRouter,
  attachment: attachmentRouter,
  entry: entryRouter,
  formIntake: formIntakeRouter,
  import: importRouter,
  search: searchRouter,
  searchIndex: searchIndexRouter,
  dictionary: dictionaryRouter,
  savedSearch: savedSearchRouter,
  searchHistory: searchHistoryRouter,
  interest: interestRouter,
  trustedLane: trustedLaneRouter,
  undertaking: undertakingRouter,
  vetting: vettingRouter,
  webhook: webhookRouter,
  firm: firmRouter,
  visit: visitRouter,
  savedView: savedViewRouter,
  overview: overviewRouter,
  dashboard: dashboardRouter,
  desk: deskRouter,
  lead: leadRouter,
  refinement: refinementRouter,
  officer: officerRouter,
  firmList: firmListRouter,
  claim: claimRouter,
  technologyManager: technologyManagerRouter,
  template: templateRouter,
  mail: mailRouter,
  notification: notificationRouter,
  agreement: agreementRouter,
  fulfilment: fulfilmentRouter,
  basis: basisRouter,
  bid: bidRouter,
  calls: callRouter, // `call` is a word of tRPC itself
  edition: editionRouter,
  board: boardRouter,
  message: messageRouter,
  notice: noticeRouter,
  objection: objectionRouter,
  paper: paperRouter,
  formTemplate: formTemplateRouter,
  round: roundRouter,
});
export type AppRouter = typeof appRouter;
