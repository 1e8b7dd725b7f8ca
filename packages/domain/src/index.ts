export * from "./actor/actor.policy.ts";
export * from "./actor/actor.ts";
export * from "./calendar/working-days.ts";
export * from "./kernel/domain-error.ts";
export * from "./kernel/ids.ts";
export * from "./kernel/instants.ts";
export * from "./kernel/money.ts";
export * from "./kernel/paging.ts";
