export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Stops what this mail is an instance of, by one click and without signing in. */
  unsubscribeUrl?: string;
}

/** Resolves when the mail server took the mail, rejects otherwise. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}
