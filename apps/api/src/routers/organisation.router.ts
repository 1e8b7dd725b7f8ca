import {
  announceVacation,
  cancelVacation,
  changeMemberRole,
  createOrganisation,
  declareRelation,
  endMembership,
  endRelation,
  getOrganisation,
  getPublicOrganisation,
  listMembers,
  listOrganisations,
  listOwnOrganisations,
  listPublicOrganisations,
  listRelations,
  listVacations,
  reinstateOrganisation,
  searchOrganisations,
  suspendOrganisation,
  unverifyOrganisation,
  updateOrganisation,
  verifyOrganisation,
} from "@jiebang/core";
import {
  announceVacationInput,
  changeMemberRoleInput,
  createOrganisationInput,
  declareRelationInput,
  listOrganisationsInput,
  listPublicOrganisationsInput,
  memberList,
  memberRole,
  membershipRef,
  organisationOption,
  organisationPage,
  organisationRef,
  organisationVersionRef,
  organisationView,
  publicOrganisationPage,
  publicOrganisationView,
  relationRef,
  relationView,
  searchOrganisationsInput,
  updateOrganisationInput,
  vacationRef,
  vacationView,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const organisationRouter = router({
  getPublic: access("public")
    .input(organisationRef)
    .output(publicOrganisationView)
    .query(({ ctx, input }) => getPublicOrganisation(ctx.ctx, input)),
  listPublic: access("public")
    .input(listPublicOrganisationsInput)
    .output(publicOrganisationPage)
    .query(({ ctx, input }) => listPublicOrganisations(ctx.ctx, input)),
  search: access("user")
    .input(searchOrganisationsInput)
    .output(z.array(organisationOption))
    .query(({ ctx, input }) => searchOrganisations(ctx.ctx, input)),
  list: access("user")
    .input(listOrganisationsInput)
    .output(organisationPage)
    .query(({ ctx, input }) => listOrganisations(ctx.ctx, input)),
  mine: access("user")
    .output(z.array(organisationView))
    .query(({ ctx }) => listOwnOrganisations(ctx.ctx)),
  get: access("user")
    .input(organisationRef)
    .output(organisationView)
    .query(({ ctx, input }) => getOrganisation(ctx.ctx, input)),
  create: access("user")
    .input(createOrganisationInput)
    .output(organisationView)
    .mutation(({ ctx, input }) => createOrganisation(ctx.ctx, input)),
  update: access("user")
    .input(updateOrganisationInput)
    .output(organisationView)
    .mutation(({ ctx, input }) => updateOrganisation(ctx.ctx, input)),
  verify: access("coordinator")
    .input(organisationVersionRef)
    .output(organisationView)
    .mutation(({ ctx, input }) => verifyOrganisation(ctx.ctx, input)),
  unverify: access("coordinator")
    .input(organisationVersionRef)
    .output(organisationView)
    .mutation(({ ctx, input }) => unverifyOrganisation(ctx.ctx, input)),
  suspend: access("coordinator")
    .input(organisationVersionRef)
    .output(organisationView)
    .mutation(({ ctx, input }) => suspendOrganisation(ctx.ctx, input)),
  reinstate: access("coordinator")
    .input(organisationVersionRef)
    .output(organisationView)
    .mutation(({ ctx, input }) => reinstateOrganisation(ctx.ctx, input)),
  listMembers: access("user")
    .input(organisationRef)
    .output(memberList)
    .query(({ ctx, input }) => listMembers(ctx.ctx, input)),
  changeMemberRole: access("user")
    .input(changeMemberRoleInput)
    .output(membershipRef.extend({ role: memberRole }))
    .mutation(({ ctx, input }) => changeMemberRole(ctx.ctx, input)),
  endMembership: access("user")
    .input(membershipRef)
    .output(membershipRef)
    .mutation(({ ctx, input }) => endMembership(ctx.ctx, input)),
  listRelations: access("user")
    .input(organisationRef)
    .output(z.array(relationView))
    .query(({ ctx, input }) => listRelations(ctx.ctx, input)),
  declareRelation: access("user")
    .input(declareRelationInput)
    .output(relationView)
    .mutation(({ ctx, input }) => declareRelation(ctx.ctx, input)),
  endRelation: access("user")
    .input(relationRef)
    .output(relationView)
    .mutation(({ ctx, input }) => endRelation(ctx.ctx, input)),
  listVacations: access("user")
    .input(organisationRef)
    .output(z.array(vacationView))
    .query(({ ctx, input }) => listVacations(ctx.ctx, input)),
  announceVacation: access("user")
    .input(announceVacationInput)
    .output(vacationView)
    .mutation(({ ctx, input }) => announceVacation(ctx.ctx, input)),
  cancelVacation: access("user")
    .input(vacationRef)
    .output(vacationRef)
    .mutation(({ ctx, input }) => cancelVacation(ctx.ctx, input)),
});
