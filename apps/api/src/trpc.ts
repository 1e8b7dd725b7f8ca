import type { Ctx } from "@jiebang/core";
import { DomainError, type ErrorKind, hasRole, isCoordinator, requireUser } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { noteIds } from "./logging/request-scope.ts";

/** What a request brings to a procedure. Cookies are set only by the session procedures. */
export interface ApiContext {
  ctx: Ctx;
  locale: "zh" | "en";
  requestId: string;
  headers: Headers;
  /** Headers of the answer, for `set-cookie`. */
  responseHeaders: Headers;
  ip: string;
}

/**
 * Who may knock at a procedure at all; the verb behind it decides about the case at hand.
 * - `public`: anybody · `user`: anybody signed in · `coordinator`: of any jurisdiction · `city`: of a city
 * - `auditor`, `expert`: by granted role · `admin`: platform administrators
 */
export type Access = "public" | "user" | "coordinator" | "city" | "auditor" | "expert" | "admin";

const t = initTRPC
  .context<ApiContext>()
  .meta<{ access: Access }>()
  .create({
    errorFormatter({ shape, error, ctx }) {
      const cause = error.cause;
      const locale = ctx?.locale ?? "zh";
      if (cause instanceof DomainError)
        return {
          ...shape,
          message: translate(locale, cause.reason, cause.details),
          data: { ...shape.data, stack: undefined, reason: cause.reason, details: cause.details },
        };
      if (cause instanceof z.ZodError) {
        const fields = Object.fromEntries(cause.issues.map((i) => [i.path.join("."), translate(locale, i.message)]));
        return {
          ...shape,
          message: translate(locale, "common.invalid"),
          data: { ...shape.data, stack: undefined, reason: "common.invalid", details: { fields } },
        };
      }
      if (error.code === "INTERNAL_SERVER_ERROR")
        return {
          ...shape,
          message: translate(locale, "common.unexpected", { requestId: ctx?.requestId }),
          data: {
            ...shape.data,
            stack: undefined,
            reason: "common.unexpected",
            details: { requestId: ctx?.requestId },
          },
        };
      return { ...shape, data: { ...shape.data, stack: undefined, reason: "common.invalid", details: {} } };
    },
  });

const codes = {
  invalid: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  too_many: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

/** The one place where a rule's error becomes an answer. */
const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof DomainError)
    throw new TRPCError({
      code: codes[result.error.cause.kind],
      cause: result.error.cause,
      message: result.error.cause.reason,
    });
  return result;
});

const checks: Record<Access, (ctx: Ctx) => boolean> = {
  public: () => true,
  user: (ctx) => Boolean(requireUser(ctx.actor)),
  coordinator: (ctx) => Boolean(requireUser(ctx.actor)) && isCoordinator(ctx.actor),
  city: (ctx) => Boolean(requireUser(ctx.actor)) && isCoordinator(ctx.actor, "city"),
  auditor: (ctx) => Boolean(requireUser(ctx.actor)) && hasRole(ctx.actor, "auditor"),
  expert: (ctx) => Boolean(requireUser(ctx.actor)) && hasRole(ctx.actor, "expert"),
  admin: (ctx) => Boolean(requireUser(ctx.actor)) && hasRole(ctx.actor, "platform_admin"),
};

const checkAccess = t.middleware(({ ctx, meta, next }) => {
  const rule = meta?.access;
  if (!rule) throw new Error("a procedure without an access rule");
  if (!checks[rule](ctx.ctx)) throw new DomainError("forbidden", "common.forbidden");
  return next();
});

/** The ids that were asked for explain the request's log line. */
const noteInput = t.middleware(async ({ getRawInput, next }) => {
  noteIds(await getRawInput().catch(() => undefined)); // an unreadable body is refused by whoever needs it
  return next();
});

const emptyPage = z.looseObject({ items: z.array(z.unknown()).length(0), total: z.literal(0) });
const pageInput = z.looseObject({ offset: z.number().min(1) });

/**
 * A page past the end of its list still says how long the list is. Lists count along with their rows, and no row brings
 * no count: the first row is asked for then, by whoever asks for such a page.
 */
const tellTrueTotal = t.middleware(async ({ type, getRawInput, next }) => {
  const result = await next();
  if (type !== "query" || !result.ok || !emptyPage.safeParse(result.data).success) return result;
  const asked = pageInput.safeParse(await getRawInput().catch(() => undefined));
  if (!asked.success) return result;
  const first = await next({ getRawInput: async () => ({ ...asked.data, offset: 0, limit: 1 }) });
  const total = first.ok ? (first.data as { total?: number }).total : undefined;
  return { ...result, data: { ...(result.data as object), total: total ?? 0 } };
});

/** The door of every procedure: `access("user").input(…).output(…).query(…)`. */
export function access(rule: Access) {
  return t.procedure.meta({ access: rule }).use(mapErrors).use(checkAccess).use(noteInput).use(tellTrueTotal);
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
