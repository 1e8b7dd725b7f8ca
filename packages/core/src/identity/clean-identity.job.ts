import type { Job } from "../kernel/job.ts";

/** Removes what counts for nothing any more: windows of attempts that passed, sessions that expired. */
export const cleanIdentity: Job = {
  name: "identity.clean",
  cron: "17 3 * * *",
  run: async (ctx) => {
    await ctx.db.prisma.$executeRaw`DELETE FROM attempt_counter WHERE resets_at < app_now()`;
    // Sessions live by better-auth's clock, which is the wall clock.
    await ctx.db.prisma.session.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  },
};
