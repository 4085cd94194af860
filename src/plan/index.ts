/**
 * Answers: what a month's plan says: need, roster, expected 応答率, findings; and what an absence does to it.
 * Assumes: the forecast and the roster are made; a plan's content is plain data in the public format.
 * May import: errors, calendar, contract, erlang, simulate, forecast, roster, js-joda and zod.
 */
export { type AbsenceBudget, absenceBudget } from './absence-budget.ts';
export * from './best-change.ts';
export { changeCandidates } from './best-change-candidates.ts';
export type { ChangeSearch } from './best-change-rules.ts';
export type { ProposeCoverInput } from './cover/ground.ts';
export { type CoverOption, type CoverProposal, coveredPlan, proposeCover } from './cover/propose-cover.ts';
export { type PlanDifference, planDifferences } from './differences.ts';
export {
  type EditedPlan,
  editedPlan,
  judgeEdit,
  type KeptDay,
  type PlanEdit,
  restoredPlan,
} from './edit-plan.ts';
export {
  type PlanContent,
  type PlanDay,
  type PlanDocument,
  type PlanSimulation,
  planContentFormat,
  planFormat,
} from './format.ts';
export { type FurtherHalfHour, furtherHalfHours } from './further-half-hours.ts';
export { type MakePlanInput, makePlan, type PlanStage, planFrom } from './make-plan.ts';
export { maskedForCity } from './mask.ts';
export { rosterDaysOf } from './plan-roster.ts';
export { type PlayedCall, playedDay } from './played-day.ts';
export { pooledHours } from './pooled-hours.ts';
export * from './remedies.ts';
export type { ReasonKind } from './remedies-against.ts';
export type { AvailabilityChange } from './remedies-change.ts';
export type { LackKind, WrittenLack } from './remedies-lack.ts';
export type { GapReasons } from './remedies-reasons.ts';
export type { Relaxable } from './remedies-relax.ts';
export type { DutyChange, RelaxedUse, WrittenDuty } from './remedies-uses.ts';
export { type Simulate, simulatePlan } from './simulate-plan.ts';
export { isTargetMet, withRoster } from './with-roster.ts';
