import { z } from "zod";

/** People without an e-mail address get one under this name; it is never shown and never mailed (RFC 2606 keeps `.invalid` dead). */
export const PLACEHOLDER_DOMAIN = "mobile.invalid";

export type Identifier = { kind: "phone"; phone: string; email: string } | { kind: "email"; email: string };

/**
 * What people sign in with: a mainland mobile number (with or without +86, spaces, dashes) or an e-mail address.
 * `null` when it is neither. Addresses under `mobile.invalid` are ours alone and never accepted from outside.
 */
export function parseIdentifier(text: string): Identifier | null {
  const trimmed = text.normalize("NFKC").trim().toLowerCase();
  const digits = trimmed.replace(/[\s-]/g, "").replace(/^(\+86|0086|86(?=1\d{10}$))/, "");
  if (/^1[3-9]\d{9}$/.test(digits)) return { kind: "phone", phone: digits, email: placeholderEmail(digits) };
  if (trimmed.length <= 254 && z.email().safeParse(trimmed).success && !isPlaceholderEmail(trimmed))
    return { kind: "email", email: trimmed };
  return null;
}

export function placeholderEmail(phone: string): string {
  return `${phone}@${PLACEHOLDER_DOMAIN}`;
}

export function isPlaceholderEmail(email: string): boolean {
  return email.toLowerCase().endsWith(`@${PLACEHOLDER_DOMAIN}`);
}

/** The address as people may see it: none for a placeholder. */
export function visibleEmail(email: string): string | null {
  return isPlaceholderEmail(email) ? null : email;
}

export const identifier = z
  .string()
  .trim()
  .min(1, "account.identifier_shape")
  .max(254, "account.identifier_shape")
  .refine((text) => parseIdentifier(text) !== null, "account.identifier_shape");

/** Long enough to resist guessing at the allowed rate; no character rules, which only make people write passwords down. */
export const newPassword = z.string().min(8, "account.password_short").max(128, "account.password_long");
export const givenPassword = z.string().min(1, "account.password_missing").max(128, "account.password_long");

export const personName = z.string().trim().min(1, "account.name_missing").max(60, "account.name_long");
