import { newId } from "@jiebang/domain";
import { z } from "zod";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job } from "../kernel/job.ts";
import { mailText } from "./mail-text.ts";

const payloadShape = z.object({
  kind: z.string(),
  params: z.record(z.string(), z.unknown()),
  link: z.string().nullable(),
  userIds: z.array(z.string()),
  dedupeKey: z.string(),
});

/** People without an address have one that says so; nothing is ever mailed there. */
const NO_ADDRESS = "@mobile.invalid";

/** Writes one mail per person who has an address, in their language; a second run finds them written. */
export const composeMailJob: Job = {
  name: "mail.compose",
  async run(ctx, raw) {
    const payload = payloadShape.parse(raw);
    await ctx.transaction(async (tx) => {
      const people = await tx.user.findMany({
        where: { id: { in: payload.userIds }, disabledAt: null, NOT: { email: { endsWith: NO_ADDRESS } } },
        select: { id: true, email: true, locale: true },
      });
      const written = await tx.mail.createManyAndReturn({
        data: people.map((person) => ({
          id: newId("mal"),
          toAddress: person.email,
          userId: person.id,
          kind: payload.kind,
          dedupeKey: `${payload.dedupeKey}:${person.id}`,
          ...mailText(person.locale === "en" ? "en" : "zh", payload, ctx.services.publicUrl),
        })),
        skipDuplicates: true,
        select: { id: true },
      });
      for (const { id } of written) await enqueue(tx, "mail.deliver", { mailId: id }, { key: `mail.deliver:${id}` });
    });
  },
};
