import type { Tx } from "@jiebang/db";
import type { DeskQueueKey } from "@jiebang/domain";

/** A step that waits for somebody. Nouns contribute theirs through a provider; desk, dashboard and chase list are made of them. */
export interface DueStep {
  /** Stable and unique, such as `round:bid_…:correct`: marks of the chase list hang on it. */
  stepKey: string;
  queue: DeskQueueKey;
  title: string;
  /** The number of the entry or round. */
  number: string | null;
  /** Whose turn it is: an organisation outside, or (null) the coordinators themselves. */
  organisationId: string | null;
  organisationName: string | null;
  /** The firm that a coordinator's own step is about: it stands in the firm's file too. */
  aboutOrganisationId?: string;
  /** The person to call, when it is one; else the organisation's contact is shown. */
  personId: string | null;
  /** Since when it waits, where that is known: the desk shows the age of the oldest. */
  since?: Date | null;
  dueAt: Date | null;
  /** i18n key `desk.next.<what>`: what is to be done. */
  nextAction: string;
  /** Path in the workbench. */
  link: string;
}

/** Whose steps: those of jurisdictions (a coordinator's desk), or those of organisations (a member's dashboard). */
export interface DueStepScope {
  jurisdictionIds?: string[];
  organisationIds?: string[];
  /** A desk that also answers for organisations without a jurisdiction (a city's). */
  isCity?: boolean;
}

/** At most `limit` steps, the most pressing first, in a fixed number of queries. */
export type DueStepProvider = (tx: Tx, scope: DueStepScope, limit: number) => Promise<DueStep[]>;
