import {
  approveRegistration,
  getRegistration,
  listRegistrations,
  refuseRegistration,
  requestRegistration,
} from "@jiebang/core";
import {
  approveRegistrationInput,
  listRegistrationsInput,
  refuseRegistrationInput,
  registrationPage,
  registrationReceipt,
  registrationRef,
  registrationView,
  requestRegistrationInput,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";
import { metaOf } from "./session.router.ts";

export const registrationRouter = router({
  request: access("public")
    .input(requestRegistrationInput)
    .output(registrationReceipt)
    .mutation(({ ctx, input }) => requestRegistration(ctx.ctx, input, metaOf(ctx))),
  list: access("coordinator")
    .input(listRegistrationsInput)
    .output(registrationPage)
    .query(({ ctx, input }) => listRegistrations(ctx.ctx, input)),
  get: access("coordinator")
    .input(registrationRef)
    .output(registrationView)
    .query(({ ctx, input }) => getRegistration(ctx.ctx, input)),
  approve: access("coordinator")
    .input(approveRegistrationInput)
    .output(registrationView)
    .mutation(({ ctx, input }) => approveRegistration(ctx.ctx, input)),
  refuse: access("coordinator")
    .input(refuseRegistrationInput)
    .output(registrationView)
    .mutation(({ ctx, input }) => refuseRegistration(ctx.ctx, input)),
});
