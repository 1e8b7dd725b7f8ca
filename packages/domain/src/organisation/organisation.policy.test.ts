import { describe, expect, it } from "vitest";
import { anonymous, type UserActor } from "../actor/actor.ts";
import { canSeeOrganisation, organisationActions } from "./organisation.policy.ts";

const person = (over: Partial<UserActor>): UserActor => ({
  kind: "user",
  userId: "usr_1",
  name: "某人",
  locale: "zh",
  memberships: [],
  appointments: [],
  roles: [],
  ...over,
});
const admin = person({ memberships: [{ organisationId: "org_1", role: "admin" }] });
const editor = person({ memberships: [{ organisationId: "org_1", role: "editor" }] });
const county = person({ appointments: [{ jurisdictionId: "jur_1", level: "county", covers: ["jur_1"] }] });
const city = person({ appointments: [{ jurisdictionId: "jur_9", level: "city", covers: ["jur_9", "jur_1"] }] });
const facts = { organisationId: "org_1", jurisdictionId: "jur_1", state: "active", verifiedAt: null, memberCount: 1 };

describe("who may do what with an organisation", () => {
  it.each([
    ["its admin", admin, ["edit", "inviteMember", "manageMembers", "declareRelation", "announceVacation"]],
    ["its editor", editor, []],
    [
      "the county's coordinator",
      county,
      [
        "edit",
        "editAsCoordinator",
        "verify",
        "suspend",
        "inviteClaim",
        "manageMembers",
        "declareRelation",
        "announceVacation",
      ],
    ],
    ["an auditor", person({ roles: ["auditor"] }), []],
    ["nobody", anonymous, []],
  ] as const)("%s", (_who, actor, expected) => {
    expect(organisationActions(actor, facts)).toEqual(expected);
  });

  it("leaves an organisation without a jurisdiction to the cities", () => {
    const homeless = { organisationId: "org_2", jurisdictionId: null };
    expect([city, county, admin, person({})].map((a) => canSeeOrganisation(a, homeless))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("lets nobody but its coordinators act on a suspended organisation", () => {
    expect([admin, city].map((a) => organisationActions(a, { ...facts, state: "suspended" }))).toEqual([
      [],
      ["reinstate"],
    ]);
  });
});
