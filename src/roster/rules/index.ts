/**
 * Answers: which rules a roster breaks. The list below is the specification; a manager could read it aloud.
 * Assumes: nothing about how the roster was made: every roster of any solver and every repair is checked here.
 * May import: what roster may.
 */
import type { Finding } from '../finding.ts';
import { mealBreak, staggeredBreaks, vdtRest } from './breaks.ts';
import { minimumOperators, requiredSeats, standby, supervisorPresence } from './cover.ts';
import { availability, paidLeave, shiftInterval, weeklyRest } from './days-off.ts';
import {
  contractHours,
  dailyHours,
  overtimeLimit,
  promisedHours,
  socialInsurance,
  weeklyHours,
} from './hours.ts';
import { minors, oneDuty, oneManager, supervisorExperience, trained } from './people.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Every rule, in the order in which a plan lists its findings. */
export const rules: readonly Rule[] = [
  minimumOperators,
  supervisorPresence,
  requiredSeats,
  standby,
  dailyHours,
  weeklyHours,
  overtimeLimit,
  mealBreak,
  staggeredBreaks,
  vdtRest,
  weeklyRest,
  paidLeave,
  shiftInterval,
  minors,
  contractHours,
  promisedHours,
  socialInsurance,
  availability,
  trained,
  oneDuty,
  oneManager,
  supervisorExperience,
];

/** Findings of every rule on a roster. */
export function checkRoster(context: RuleContext): Finding[] {
  return rules.flatMap((rule) => [...rule(context)]);
}
