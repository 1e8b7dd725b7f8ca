import type { Mailer } from "../mail/mailer.ts";
import type { FileStore } from "./file-store.ts";

/** What verbs need from outside the database. Small real implementations are passed in; tests pass their own. */
export interface Services {
  files: FileStore;
  /** Derives wrapping keys for what is kept encrypted in the database (APP_SECRET). */
  secret: string;
  /** Where people reach the platform, without a trailing slash; for links in mails, QR codes and feeds. */
  publicUrl: string;
  /** Outside production webhooks may go to this machine and its network, for trying things out. */
  webhooksToLoopback?: boolean;
  /** Absent without a mail server: mails then stay in the local mailbox. */
  mailer?: Mailer;
}
