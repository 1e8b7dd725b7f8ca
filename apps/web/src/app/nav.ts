import type { MessageKey } from "@jiebang/i18n";
import type { ComponentType } from "react";
import type { Me } from "./session.ts";

export interface NavItem {
  /** Path under /app, as in the route. */
  to: string;
  label: MessageKey;
  icon: ComponentType;
  group: (typeof navGroups)[number];
  /** Shown to whom; the server decides what they may do there. */
  when: (me: Me) => boolean;
  /** Order inside its group; 50 when left out. */
  order?: number;
}

// From one's own day to what is looked up now and then.
export const navGroups = ["work", "coordinate", "mine", "collect", "rounds", "firms", "admin", "audit"] as const;
