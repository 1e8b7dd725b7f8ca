import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

export const auditEventView = z.object({
  auditId: z.string(),
  at: instant,
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  changed: z.array(z.string()),
  values: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditEventView = z.infer<typeof auditEventView>;
export const auditPage = pageOf(auditEventView);
export const listAuditInput = paging.extend({
  subjectId: z.string().max(60).optional(),
  actorId: z.string().max(60).optional(),
  action: z.string().max(80).optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type ListAuditInput = z.input<typeof listAuditInput>;
