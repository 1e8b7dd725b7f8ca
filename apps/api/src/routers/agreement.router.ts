import { abandonAgreement, getAgreement, listAgreements, recordAgreement, saveAgreement } from "@jiebang/core";
import {
  abandonAgreementInput,
  agreementPage,
  agreementRef,
  agreementView,
  listAgreementsInput,
  recordAgreementInput,
  saveAgreementInput,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const agreementRouter = router({
  list: access("user")
    .input(listAgreementsInput)
    .output(agreementPage)
    .query(({ ctx, input }) => listAgreements(ctx.ctx, input)),
  get: access("user")
    .input(agreementRef)
    .output(agreementView)
    .query(({ ctx, input }) => getAgreement(ctx.ctx, input)),
  save: access("user")
    .input(saveAgreementInput)
    .output(agreementView)
    .mutation(({ ctx, input }) => saveAgreement(ctx.ctx, input)),
  record: access("coordinator")
    .input(recordAgreementInput)
    .output(agreementView)
    .mutation(({ ctx, input }) => recordAgreement(ctx.ctx, input)),
  abandon: access("coordinator")
    .input(abandonAgreementInput)
    .output(agreementView)
    .mutation(({ ctx, input }) => abandonAgreement(ctx.ctx, input)),
});
