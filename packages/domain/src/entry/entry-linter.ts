import { z } from "zod";

/** What a reader would miss. `block` stops the submission, `warn` is advice; the sentence is `lint.<code>` in i18n. */
export const finding = z.object({
  code: z.string(),
  severity: z.enum(["block", "warn"]),
  /** Path in the content, such as `title` or `detail.targets.0.unit`. */
  field: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.infer<typeof finding>;
