import { inventedPatentNumber } from "./invented-numbers.ts";
import type { DemoRight } from "./types.ts";

/** A granted invention: written ZL with its number. */
export const invention = (year: number, serial: number): DemoRight => ({
  kind: "invention",
  status: "granted",
  number: `ZL${inventedPatentNumber(year, 1, serial)}`,
});
export const pendingInvention = (year: number, serial: number): DemoRight => ({
  kind: "invention",
  status: "pending",
  number: inventedPatentNumber(year, 1, serial),
});
export const utilityModel = (year: number, serial: number): DemoRight => ({
  kind: "utility",
  status: "granted",
  number: `ZL${inventedPatentNumber(year, 2, serial)}`,
});
export const software = (): DemoRight => ({ kind: "software", status: "granted" });
export const knowHow = (): DemoRight => ({ kind: "know_how", status: "not_registered" });
