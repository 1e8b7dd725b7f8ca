import {
  discardFirmList,
  getClaimPrint,
  getFirmList,
  listClaimPrints,
  listFirmClaims,
  listFirmLists,
  listFirmRows,
  loadFirmList,
  openClaimSheet,
  printClaims,
} from "@jiebang/core";
import {
  claimPrintPage,
  claimPrintRef,
  claimPrintView,
  claimSheet,
  firmClaimPage,
  firmListPage,
  firmListRef,
  firmListView,
  firmRowPage,
  listFirmClaimsInput,
  listFirmListsInput,
  listFirmRowsInput,
  paging,
  printClaimsInput,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const firmListRouter = router({
  get: access("coordinator")
    .input(firmListRef)
    .output(firmListView)
    .query(({ ctx, input }) => getFirmList(ctx.ctx, input)),
  list: access("coordinator")
    .input(listFirmListsInput)
    .output(firmListPage)
    .query(({ ctx, input }) => listFirmLists(ctx.ctx, input)),
  rows: access("coordinator")
    .input(listFirmRowsInput)
    .output(firmRowPage)
    .query(({ ctx, input }) => listFirmRows(ctx.ctx, input)),
  load: access("coordinator")
    .input(firmListRef)
    .output(firmListView)
    .mutation(({ ctx, input }) => loadFirmList(ctx.ctx, input)),
  discard: access("coordinator")
    .input(firmListRef)
    .output(firmListView)
    .mutation(({ ctx, input }) => discardFirmList(ctx.ctx, input)),
});

export const claimRouter = router({
  list: access("coordinator")
    .input(listFirmClaimsInput)
    .output(firmClaimPage)
    .query(({ ctx, input }) => listFirmClaims(ctx.ctx, input)),
  print: access("coordinator")
    .input(printClaimsInput)
    .output(claimPrintView)
    .mutation(({ ctx, input }) => printClaims(ctx.ctx, input)),
  getPrint: access("coordinator")
    .input(claimPrintRef)
    .output(claimPrintView)
    .query(({ ctx, input }) => getClaimPrint(ctx.ctx, input)),
  listPrints: access("coordinator")
    .input(paging)
    .output(claimPrintPage)
    .query(({ ctx, input }) => listClaimPrints(ctx.ctx, input)),
  /** A mutation: each opening of a sheet leaves a line. */
  openSheet: access("coordinator")
    .input(claimPrintRef)
    .output(claimSheet)
    .mutation(({ ctx, input }) => openClaimSheet(ctx.ctx, input)),
});
