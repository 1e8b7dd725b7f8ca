import fs from "node:fs";

/** The JSON of a file or of an address. */
export async function readJson(place: string): Promise<unknown> {
  if (!/^https?:\/\//.test(place)) return JSON.parse(fs.readFileSync(place, "utf8"));
  const answer = await fetch(place);
  if (!answer.ok) throw new Error(`${place} answered ${answer.status}`);
  return answer.json();
}
