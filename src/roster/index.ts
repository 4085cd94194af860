/**
 * Answers: who works when, with breaks, under every rule; and how a day is repaired.
 * Assumes: needs in operators on the phone per interval; times in minutes of a day in Asia/Tokyo.
 * May import: errors, calendar, contract, erlang, forecast and js-joda.
 */

export type { BreakSeeker } from './break-path.ts';
export {
  type BuiltRoster,
  buildRoster,
  type RosterInput,
  type RosterProof,
  type UncoveredRange,
} from './build-roster.ts';
export type { DayDemand } from './demand.ts';
export {
  isEmployedOn,
  isEmployerApprovedOn,
  isExperiencedOn,
  isKeptFromOvertime,
  optionsOn,
  patternMinutes,
} from './duty-options.ts';
export type { SearchRoster } from './engine/index.ts';
export {
  type FairnessKind,
  type FairnessLedger,
  type FairnessPrice,
  type FairnessRow,
  fairnessKinds,
  fairnessLedger,
  fairnessPrices,
} from './fairness.ts';
export type { Finding, FindingLevel } from './finding.ts';
export type { FixedPeriod, LabourRecord, PastMonth, PublishedShifts } from './labour-record.ts';
export type { KeptRoster } from './month/person.ts';
export {
  type AgreedChange,
  type HourlyLeave,
  type LeaveGrant,
  type PersonalLabour,
  type Restriction,
  type RestrictionKind,
  restrictionKinds,
  unknownLabour,
} from './personal-labour.ts';
export {
  type ContractChange,
  contractOn,
  emptyProfile,
  levelOn,
  type PersonalProfile,
  profileOf,
  type Qualification,
  type SkillLevel,
  skillsOn,
} from './personal-profile.ts';
export { placeBreaks } from './place-breaks.ts';
export { type Break, type RosterDay, type Shift, standbyCode, workedMinutes } from './roster.ts';
export { checkRoster } from './rules/index.ts';
export type { Rule, RuleContext } from './rules/rule.ts';
export { finding } from './rules/rule.ts';
export { onPhonePerInterval } from './seats-on-phone.ts';
export {
  type AssignedShift,
  assignedShifts,
  type InstanceCover,
  type InstancePerson,
  type InstanceRequest,
  type InstanceShift,
  instanceProblem,
  type ShiftInstance,
} from './shift-instance.ts';
export type { StaffMember, Unavailability } from './staff.ts';
export { freezeDateOf, variablePeriodsOf } from './variable-hours.ts';
export { isGranted, type Pin, pinOn, type Wish, type WishKind, wishesOn, wishKinds } from './wishes.ts';
export { pastMonthOf } from './working-hours.ts';
