import type { MessageKey } from "@jiebang/i18n";
import type { ComponentType } from "react";
import type { Me } from "./session.ts";

export interface NavItem {
  /** Path under /app, as in the route. */
  to: string;
  label: MessageKey;
  icon: ComponentType;
  group: "work" | "mine" | "coordinate" | "admin" | "audit";
  /** Shown to whom; the server decides what they may do there. */
  when: (me: Me) => boolean;
  /** Order inside its group; 50 when left out. */
  order?: number;
}

export const navGroups = ["work", "mine", "coordinate", "admin", "audit"] as const;
