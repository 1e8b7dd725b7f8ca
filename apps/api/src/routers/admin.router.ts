import {
  appointCoordinator,
  disableAccount,
  enableAccount,
  endAppointment,
  endRole,
  getAccount,
  grantRole,
  listAccounts,
  openAccount,
} from "@jiebang/core";
import {
  accountPage,
  accountRef,
  accountView,
  appointInput,
  appointmentRef,
  grantRoleInput,
  listAccountsInput,
  openAccountInput,
  openedAccount,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const adminRouter = router({
  listAccounts: access("admin")
    .input(listAccountsInput)
    .output(accountPage)
    .query(({ ctx, input }) => listAccounts(ctx.ctx, input)),
  getAccount: access("admin")
    .input(accountRef)
    .output(accountView)
    .query(({ ctx, input }) => getAccount(ctx.ctx, input)),
  openAccount: access("admin")
    .input(openAccountInput)
    .output(openedAccount)
    .mutation(({ ctx, input }) => openAccount(ctx.ctx, input)),
  disableAccount: access("admin")
    .input(accountRef)
    .output(accountView)
    .mutation(({ ctx, input }) => disableAccount(ctx.ctx, input)),
  enableAccount: access("admin")
    .input(accountRef)
    .output(accountView)
    .mutation(({ ctx, input }) => enableAccount(ctx.ctx, input)),
  grantRole: access("admin")
    .input(grantRoleInput)
    .output(accountView)
    .mutation(({ ctx, input }) => grantRole(ctx.ctx, input)),
  endRole: access("admin")
    .input(grantRoleInput)
    .output(accountView)
    .mutation(({ ctx, input }) => endRole(ctx.ctx, input)),
  appoint: access("admin")
    .input(appointInput)
    .output(accountView)
    .mutation(({ ctx, input }) => appointCoordinator(ctx.ctx, input)),
  endAppointment: access("admin")
    .input(appointmentRef)
    .output(accountView)
    .mutation(({ ctx, input }) => endAppointment(ctx.ctx, input)),
});
