// What a request of OAI-PMH may say (section 3.2, 4): which arguments a verb takes, and in which shape.

export const VERBS = {
  Identify: { required: [], optional: [], exclusive: null },
  ListMetadataFormats: { required: [], optional: ["identifier"], exclusive: null },
  ListSets: { required: [], optional: [], exclusive: "resumptionToken" },
  GetRecord: { required: ["identifier", "metadataPrefix"], optional: [], exclusive: null },
  ListIdentifiers: { required: ["metadataPrefix"], optional: ["from", "until", "set"], exclusive: "resumptionToken" },
  ListRecords: { required: ["metadataPrefix"], optional: ["from", "until", "set"], exclusive: "resumptionToken" },
} as const satisfies Record<string, { required: string[]; optional: string[]; exclusive: string | null }>;
export type Verb = keyof typeof VERBS;

export type OaiCode =
  | "badArgument"
  | "badResumptionToken"
  | "badVerb"
  | "cannotDisseminateFormat"
  | "idDoesNotExist"
  | "noMetadataFormats"
  | "noRecordsMatch"
  | "noSetHierarchy";

export class OaiError extends Error {
  readonly code: OaiCode;
  constructor(code: OaiCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface OaiRequest {
  verb: Verb;
  args: Record<string, string>;
}

export function readRequest(params: URLSearchParams): OaiRequest {
  const verbs = params.getAll("verb");
  const verb = verbs[0] ?? "";
  if (verbs.length !== 1 || !Object.hasOwn(VERBS, verb))
    throw new OaiError(
      "badVerb",
      verbs.length > 1 ? "The verb is given more than once" : "The verb is missing or unknown",
    );
  const { required, optional, exclusive } = VERBS[verb as Verb] as (typeof VERBS)["ListRecords"];
  const args: Record<string, string> = {};
  for (const [name, value] of params) {
    if (name === "verb") continue;
    if (name in args) throw new OaiError("badArgument", `${name} is given more than once`);
    if (![...required, ...optional, exclusive].includes(name as "set"))
      throw new OaiError("badArgument", `${verb} takes no argument ${name.slice(0, 40)}`);
    args[name] = value;
  }
  const isResumed = exclusive !== null && exclusive in args;
  if (isResumed && Object.keys(args).length > 1)
    throw new OaiError("badArgument", "resumptionToken stands alone beside the verb");
  for (const name of required)
    if (!isResumed && !args[name]) throw new OaiError("badArgument", `${verb} needs ${name}`);
  return { verb: verb as Verb, args };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** The window of a harvest as instants: from inclusive, until exclusive, each as fine as it was given. */
export function readWindow(args: Record<string, string>): { from: string | null; until: string | null } {
  const { from, until } = args;
  for (const text of [from, until]) if (text !== undefined) checkStamp(text);
  if (from !== undefined && until !== undefined) {
    if (from.length !== until.length) throw new OaiError("badArgument", "from and until differ in granularity");
    if (from > until) throw new OaiError("badArgument", "from is later than until");
  }
  const step = until && DAY.test(until) ? 86_400_000 : 1000;
  return {
    from: from ? new Date(from).toISOString() : null,
    until: until ? new Date(Date.parse(until) + step).toISOString() : null,
  };
}

function checkStamp(text: string): void {
  const at = DAY.test(text) || SECOND.test(text) ? Date.parse(text) : Number.NaN;
  // 2026-02-30 reads as the second of March: a day that comes back changed is none.
  const isReal = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.replace("Z", ""));
  if (!isReal) throw new OaiError("badArgument", "A date is written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, and exists");
}
