import {
  cancelFormIntake,
  confirmFormIntake,
  dropFormFile,
  getFormIntake,
  getIntakeNote,
  listFormFiles,
  listFormIntakes,
  openFormIntake,
  restoreFormFile,
  settleFormOrganisation,
} from "@jiebang/core";
import {
  formFilePage,
  formFileRef,
  formFileView,
  formIntakePage,
  formIntakeView,
  intakeNote,
  intakeNoteInput,
  intakeRef,
  listFormFilesInput,
  listIntakesInput,
  openIntakeInput,
  settleOrganisationInput,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

/** The files themselves come in at `POST /files/forms/:intakeId`; blank forms go out at `GET /files/forms/blank/…`. */
export const formIntakeRouter = router({
  list: access("user")
    .input(listIntakesInput.prefault({}))
    .output(formIntakePage)
    .query(({ ctx, input }) => listFormIntakes(ctx.ctx, input)),
  open: access("user")
    .input(openIntakeInput)
    .output(formIntakeView)
    .mutation(({ ctx, input }) => openFormIntake(ctx.ctx, input)),
  get: access("user")
    .input(intakeRef)
    .output(formIntakeView)
    .query(({ ctx, input }) => getFormIntake(ctx.ctx, input)),
  files: access("user")
    .input(listFormFilesInput)
    .output(formFilePage)
    .query(({ ctx, input }) => listFormFiles(ctx.ctx, input)),
  setOrganisation: access("user")
    .input(settleOrganisationInput)
    .output(formFileView)
    .mutation(({ ctx, input }) => settleFormOrganisation(ctx.ctx, input)),
  drop: access("user")
    .input(formFileRef)
    .output(formFileView)
    .mutation(({ ctx, input }) => dropFormFile(ctx.ctx, input)),
  restore: access("user")
    .input(formFileRef)
    .output(formFileView)
    .mutation(({ ctx, input }) => restoreFormFile(ctx.ctx, input)),
  commit: access("user")
    .input(intakeRef)
    .output(formIntakeView)
    .mutation(({ ctx, input }) => confirmFormIntake(ctx.ctx, input)),
  cancel: access("user")
    .input(intakeRef)
    .output(formIntakeView)
    .mutation(({ ctx, input }) => cancelFormIntake(ctx.ctx, input)),
  note: access("user")
    .input(intakeNoteInput)
    .output(intakeNote.nullable())
    .query(({ ctx, input }) => getIntakeNote(ctx.ctx, input)),
});
