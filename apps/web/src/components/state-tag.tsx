import { StateBadge, type Tone } from "@jiebang/ui/marks.tsx";
import { useT } from "../app/locale.tsx";

// One tone per state word, whatever the noun: the sentence is `state.<noun>.<state>` or a word of the enumerations.
const tones: Record<string, Tone> = {
  draft: "quiet",
  submitted: "other",
  recommended: "other",
  held: "warn",
  returned: "warn",
  rejected: "warn",
  published: "posted",
  superseded: "quiet",
  withdrawn: "quiet",
  matched: "good",
  expired: "quiet",
  archived: "quiet",
  open: "other",
  accepted: "good",
  declined: "quiet",
  pending: "other",
  approved: "good",
  refused: "quiet",
  used: "good",
  revoked: "quiet",
  running: "posted",
  active: "posted",
  done: "quiet",
  completed: "good",
  failed: "warn",
  cancelled: "quiet",
  sealed: "posted",
  opened: "other",
  valid: "good",
  defective: "warn",
  selected: "good",
  not_selected: "quiet",
  confirmed: "good",
  contracted: "good",
  posted: "posted",
  bidding: "posted",
  decided: "other",
  proposed: "other",
  upheld: "warn",
  dismissed: "quiet",
  recorded: "good",
  invited: "other",
  signed: "good",
  uploaded: "other",
  staging: "other",
  staged: "other",
  committing: "other",
  committed: "good",
  sent: "good",
  local: "other",
  queued: "quiet",
  suspended: "warn",
};

/** A state in one word, told by tone, shape and text. `prefix` is the key's beginning, such as `web.revision_state`. */
export function StateTag({ prefix, state, tone }: { prefix: string; state: string; tone?: Tone }) {
  const t = useT();
  return <StateBadge tone={tone ?? tones[state] ?? "quiet"}>{t(`${prefix}.${state}`)}</StateBadge>;
}
