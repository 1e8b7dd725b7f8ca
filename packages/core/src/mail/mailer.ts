export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** Resolves when the mail server took the mail, rejects otherwise. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}
