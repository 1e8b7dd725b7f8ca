import {
  createCall,
  extendCall,
  getCall,
  getCallProgress,
  getEntryCalls,
  handInUnderCall,
  listCallEntries,
  listCalls,
  listSilent,
  openCall,
  takeOutOfCall,
  updateCall,
  withdrawCall,
} from "@jiebang/core";
import {
  callEntryInput,
  callEntryPage,
  callPage,
  callProgress,
  callRef,
  callView,
  createCallInput,
  entryCalls,
  extendCallInput,
  listCallEntriesInput,
  listCallsInput,
  listSilentInput,
  silentPage,
  updateCallInput,
  withdrawCallInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const callRouter = router({
  list: access("user")
    .input(listCallsInput)
    .output(callPage)
    .query(({ ctx, input }) => listCalls(ctx.ctx, input)),
  get: access("user")
    .input(callRef)
    .output(callView)
    .query(({ ctx, input }) => getCall(ctx.ctx, input)),
  create: access("coordinator")
    .input(createCallInput)
    .output(callView)
    .mutation(({ ctx, input }) => createCall(ctx.ctx, input)),
  update: access("coordinator")
    .input(updateCallInput)
    .output(callView)
    .mutation(({ ctx, input }) => updateCall(ctx.ctx, input)),
  open: access("coordinator")
    .input(callRef)
    .output(callView)
    .mutation(({ ctx, input }) => openCall(ctx.ctx, input)),
  extend: access("coordinator")
    .input(extendCallInput)
    .output(callView)
    .mutation(({ ctx, input }) => extendCall(ctx.ctx, input)),
  withdraw: access("coordinator")
    .input(withdrawCallInput)
    .output(callView)
    .mutation(({ ctx, input }) => withdrawCall(ctx.ctx, input)),
  progress: access("coordinator")
    .input(callRef)
    .output(callProgress)
    .query(({ ctx, input }) => getCallProgress(ctx.ctx, input)),
  silent: access("coordinator")
    .input(listSilentInput)
    .output(silentPage)
    .query(({ ctx, input }) => listSilent(ctx.ctx, input)),
  entries: access("coordinator")
    .input(listCallEntriesInput)
    .output(callEntryPage)
    .query(({ ctx, input }) => listCallEntries(ctx.ctx, input)),
  ofEntry: access("user")
    .input(z.object({ entryId: z.string().max(60) }))
    .output(entryCalls)
    .query(({ ctx, input }) => getEntryCalls(ctx.ctx, input)),
  handIn: access("user")
    .input(callEntryInput)
    .output(entryCalls)
    .mutation(({ ctx, input }) => handInUnderCall(ctx.ctx, input)),
  takeOut: access("user")
    .input(callEntryInput)
    .output(entryCalls)
    .mutation(({ ctx, input }) => takeOutOfCall(ctx.ctx, input)),
});
