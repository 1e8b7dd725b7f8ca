import type { AttemptLimit } from "./limit-attempts.ts";

// An office sits behind one address, an attacker behind many: hence three counts. The account's own is wide enough that
// nobody locks a colleague out from one place.
export const SIGN_IN_HERE: AttemptLimit = { name: "sign_in_here", most: 10, seconds: 15 * 60 };
export const SIGN_IN_ACCOUNT: AttemptLimit = { name: "sign_in_account", most: 50, seconds: 60 * 60 };
export const SIGN_IN_ADDRESS: AttemptLimit = { name: "sign_in_address", most: 120, seconds: 15 * 60 };
export const PASSWORD_CHECK: AttemptLimit = { name: "password_check", most: 10, seconds: 15 * 60 };
export const REGISTER_ADDRESS: AttemptLimit = { name: "register_address", most: 20, seconds: 60 * 60 };
export const REGISTER_IDENTIFIER: AttemptLimit = { name: "register_identifier", most: 5, seconds: 24 * 60 * 60 };
export const CODE_ADDRESS: AttemptLimit = { name: "code_address", most: 30, seconds: 15 * 60 };
export const SETUP_CODE: AttemptLimit = { name: "setup_code", most: 10, seconds: 15 * 60 };
export const CHANGE_IDENTIFIER: AttemptLimit = { name: "change_identifier", most: 5, seconds: 24 * 60 * 60 };
