/** Why this server does not start: one sentence for whoever started it, exit 1, no stack. */
export class Refusal extends Error {}
