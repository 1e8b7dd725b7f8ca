import type { Database } from "@jiebang/db";
import { type IdPrefix, newId } from "@jiebang/domain";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { hashPassword, verifyPassword } from "better-auth/crypto";

/** How passwords become hashes: scrypt in the thread pool. Tests pass a counting one. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
}
export const scryptHasher: PasswordHasher = { hash: hashPassword, verify: verifyPassword };

export interface AuthDeps {
  db: Database;
  /** APP_SECRET: signs cookies. */
  secret: string;
  /** Cookies carry `Secure` when this is https. */
  publicUrl: string;
  hasher?: PasswordHasher;
}

/** Only the server sets this header, from the connection: a client's own value is dropped before (`clientHeaders`). */
export const CLIENT_ADDRESS_HEADER = "x-jiebang-client-address";
export const SESSION_DAYS = 14;

const prefixes: Record<string, IdPrefix> = {
  user: "usr",
  session: "ses",
  account: "crd",
  verification: "ver",
  twoFactor: "tfa",
};

/**
 * better-auth does identity only (ADR 3): passwords, sessions, cookies. Who may do what is ours.
 * Accounts are never created through it: they come from a registration, an invitation or the setup.
 */
export function createAuth({ db, secret, publicUrl, hasher = scryptHasher }: AuthDeps) {
  return betterAuth({
    appName: "Jiebang",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    database: prismaAdapter(db.prisma, { provider: "postgresql" }),
    user: {
      modelName: "user",
      additionalFields: {
        phone: { type: "string", required: false, input: false },
        locale: { type: "string", required: false, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: { modelName: "session", expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400 },
    account: { modelName: "credential" },
    verification: { modelName: "verification" },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, password: hasher },
    trustedOrigins: [publicUrl],
    rateLimit: { enabled: false }, // the verbs count attempts, below every route
    telemetry: { enabled: false },
    logger: { disabled: true }, // a failed sign-in is no news for the log, and names an account
    advanced: {
      cookiePrefix: "jiebang",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { generateId: ({ model }) => newId(prefixes[model] ?? "ver") },
    },
  });
}
export type Auth = ReturnType<typeof createAuth>;

const made = new WeakMap<Database, Auth>();

/** The one instance of a database; it follows from the context alone, so nobody has to pass it around. */
export function authOf(deps: { db: Database; services: { secret: string; publicUrl: string } }): Auth {
  let auth = made.get(deps.db);
  if (!auth) {
    auth = createAuth({ db: deps.db, ...deps.services });
    made.set(deps.db, auth);
  }
  return auth;
}

/** Lets a test put its own instance (with a counting hasher) in front of the verbs. */
export function useAuth(db: Database, auth: Auth): void {
  made.set(db, auth);
}
