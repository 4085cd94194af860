/**
 * Answers: which rules a roster breaks. The list below is the specification; a manager could read it aloud.
 * Assumes: nothing about how the roster was made: every roster of any solver and every repair is checked here.
 * May import: what roster may.
 */
import type { Finding } from '../finding.ts';
import { freeBreak, mealBreak, staggeredBreaks, vdtRest } from './breaks.ts';
import {
  minimumOperators,
  oneAbsent,
  requiredSeats,
  skilledOperators,
  standby,
  supervisorPresence,
} from './cover.ts';
import { availability, fourWeekRest, paidLeave, shiftInterval, weeklyRest } from './days-off.ts';
import {
  approvedEmployer,
  cityClosedDay,
  clientDirection,
  holidayTable,
  managerial,
  records,
} from './documents.ts';
import { contractHours, dailyHours, promisedHours, weeklyHours } from './hours.ts';
import { income106, income130, socialInsurance } from './insurance.ts';
import { fiveDaysLeave, hourlyLeave, leaveGrant } from './leave.ts';
import { overtimeAverage, overtimeLimit, overtimeWithHolidays, overtimeYear } from './overtime.ts';
import {
  borrowed,
  minors,
  oneDuty,
  oneManager,
  qualified,
  standIn,
  supervisorExperience,
  trained,
} from './people.ts';
import { changeConsent, idleAllowance, shiftTableDeadlines, variableChange } from './published.ts';
import {
  careLeave,
  careOvertime,
  holidayRestriction,
  nightRestriction,
  nursingTime,
  shortHours,
} from './restrictions.ts';
import type { Rule, RuleContext } from './rule.ts';
import { variableFixed, variablePattern, variableTotal } from './variable-period.ts';
import { premiums } from './wages.ts';
import { pinsKept, wishesGranted } from './wishes.ts';

/** Every rule, in the order in which a plan lists its findings. */
export const rules: readonly Rule[] = [
  minimumOperators,
  oneAbsent,
  supervisorPresence,
  requiredSeats,
  skilledOperators,
  standby,
  dailyHours,
  weeklyHours,
  variableTotal,
  variableFixed,
  variablePattern,
  variableChange,
  overtimeLimit,
  overtimeYear,
  overtimeWithHolidays,
  overtimeAverage,
  premiums,
  mealBreak,
  freeBreak,
  staggeredBreaks,
  vdtRest,
  weeklyRest,
  fourWeekRest,
  paidLeave,
  hourlyLeave,
  fiveDaysLeave,
  leaveGrant,
  shiftInterval,
  minors,
  nightRestriction,
  holidayRestriction,
  shortHours,
  nursingTime,
  careOvertime,
  careLeave,
  idleAllowance,
  changeConsent,
  shiftTableDeadlines,
  managerial,
  contractHours,
  promisedHours,
  socialInsurance,
  income106,
  income130,
  availability,
  pinsKept,
  wishesGranted,
  trained,
  qualified,
  standIn,
  borrowed,
  oneDuty,
  oneManager,
  supervisorExperience,
  clientDirection,
  approvedEmployer,
  records,
  holidayTable,
  cityClosedDay,
];

/** Findings of every rule on a roster. */
export function checkRoster(context: RuleContext): Finding[] {
  return rules.flatMap((rule) => [...rule(context)]);
}
