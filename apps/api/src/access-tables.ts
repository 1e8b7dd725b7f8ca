// One line per router; see access-table.ts.
import type { AccessRows } from "./access-table.ts";
import { dictionaryAccess } from "./routers/dictionary.access.ts";
import { callAccess, editionAccess } from "./routers/edition.access.ts";
import { deskAccess, entryAccess, interestAccess, vettingAccess } from "./routers/entry.access.ts";
import { firmAccess, overviewAccess, savedViewAccess, visitAccess } from "./routers/firm.access.ts";
import { formIntakeAccess } from "./routers/form-intake.access.ts";
import { fulfilmentAccess } from "./routers/fulfilment.access.ts";
import { importAccess } from "./routers/import.access.ts";
import { firmListAccess, leadAccess, technologyManagerAccess } from "./routers/lead.access.ts";
import { organisationAccess } from "./routers/organisation.access.ts";
import { paperAccess } from "./routers/paper.access.ts";
import {
  accountAccess,
  adminAccess,
  auditAccess,
  calendarAccess,
  codeListAccess,
  invitationAccess,
  jurisdictionAccess,
  registrationAccess,
  sessionAccess,
  setupAccess,
} from "./routers/people.access.ts";
import { recommendationAccess } from "./routers/recommendation.access.ts";
import { roundAccess } from "./routers/round.access.ts";
import { savedSearchAccess } from "./routers/saved-search.access.ts";
import { searchAccess } from "./routers/search.access.ts";
import { searchIndexAccess } from "./routers/search-index.access.ts";
import { templateAccess } from "./routers/template.access.ts";
import { vettingInFullAccess } from "./routers/vetting.access.ts";
import { webhookAccess } from "./routers/webhook.access.ts";

export const accessTable: AccessRows = {
  ...sessionAccess,
  ...accountAccess,
  ...registrationAccess,
  ...invitationAccess,
  ...setupAccess,
  ...organisationAccess,
  ...jurisdictionAccess,
  ...codeListAccess,
  ...calendarAccess,
  ...adminAccess,
  ...auditAccess,
  ...dictionaryAccess,
  ...savedSearchAccess,
  ...entryAccess,
  ...vettingAccess,
  ...vettingInFullAccess,
  ...interestAccess,
  ...deskAccess,
  ...firmAccess,
  ...visitAccess,
  ...savedViewAccess,
  ...overviewAccess,
  ...recommendationAccess,
  ...roundAccess,
  ...templateAccess,
  ...fulfilmentAccess,
  ...paperAccess,
  ...callAccess,
  ...editionAccess,
  ...formIntakeAccess,
  ...importAccess,
  ...searchAccess,
  ...searchIndexAccess,
  ...leadAccess,
  ...firmListAccess,
  ...technologyManagerAccess,
  ...webhookAccess,
};
