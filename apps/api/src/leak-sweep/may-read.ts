import type { Canary, Case } from "./canaries.ts";
import type { Role } from "./sweep-world.ts";

// The one declared table of the sweep: who may meet which canary. What is not allowed here is a leak.

const FOR_ALL: Case[] = ["layered", "revised", "hidden", "blocking", "expired"];
/** With a hidden poster these are sealed whatever the author chose: they name it. */
const NAMES_THE_POSTER = /^(contact|inventor|team|holder|number)/;

export function mayRead(role: Role, { of, layer, field }: Canary): boolean {
  // Its own people read everything of theirs.
  if (role === "editor" || role === "admin") return true;
  if (layer === "next") return false;
  const isOfInterest = field.startsWith("interest");
  // The desk in charge reads what was handed in, and the interests in what stands.
  if (role === "county" || role === "city") return of !== "draft" || isOfInterest;
  // Who asked keeps what it said, and what it was answered, as long as the entry exists for it.
  if (isOfInterest) return role === "asker" && of !== "circle";
  const sealed = layer === "sealed" || (of === "hidden" && NAMES_THE_POSTER.test(field));
  if (sealed) return role === "asker" && of === "layered" && field.startsWith("contact");
  if (layer === "undertaking") return role === "signed" && of === "layered";
  // The firm file names to the auditor what was handed in, and no more of it.
  if (role === "auditor" && field === "title" && of !== "draft") return true;
  if (of === "circle") return role === "friend" || role === "auditor";
  // An asker's list names what it asked about, also when it stands no more.
  if (role === "asker" && field === "title") return true;
  if (of === "blocking" && (role === "blocked" || role === "affiliate")) return false;
  return FOR_ALL.includes(of);
}
