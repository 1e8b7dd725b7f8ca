/** Why a program of ours does not go on: one sentence for whoever started it, exit 1, no stack. */
export class Refusal extends Error {}
