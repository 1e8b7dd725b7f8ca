import { DEMO_PASSWORD, identifierOf, people } from "./world/people.ts";

export interface DemoAccount {
  label: string;
  identifier: string;
  password: string;
}

/** The accounts shown at the start and beside the sign-in form of a demonstration: one for each part in the story. */
export const demoAccounts: DemoAccount[] = people.flatMap((person) =>
  person.label
    ? [
        {
          label: `${person.label.zh} · ${person.label.en}`,
          identifier: identifierOf(person),
          password: DEMO_PASSWORD,
        },
      ]
    : [],
);
