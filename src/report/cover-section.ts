import { LocalDate } from '@js-joda/core';
import { formatTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import { absenceBudget } from '../plan/absence-budget.ts';
import type { PlanDocument } from '../plan/format.ts';
import { clockText, dayText, floorPercentText } from './format.ts';
import { type Audience, isNamed } from './naming.ts';

/** How breaks and sudden absences are covered. */
export interface CoverSection {
  readonly standbyPerDay: number;
  readonly standbyHours: string;
  readonly minimumOperators: number;
  readonly minimumSupervisors: number;
  /** Roles that may stand in for a supervisor, null when none. */
  readonly deputies: string | null;
  /** Whether some day has too few operators on the phone at some minute. */
  readonly isBelowMinimum: boolean;
  readonly supervisorRole: string;
  readonly managerRole: string;
  readonly operatorRole: string;
  readonly maximumPhoneMinutes: number;
  readonly restMinutes: number;
  readonly mealWindow: string;
  /** Days with one operator absent that the month's target survives with the wanted confidence, whichever days they are. */
  readonly budgetDays: number;
  readonly budgetDaysWithStandby: number;
  /** Days on which one absence leaves nobody on the phone at some minute before anybody moves. */
  readonly unattendedDays: number;
  /** The wanted confidence as a percentage. */
  readonly confidence: string;
  readonly days: readonly {
    readonly day: string;
    /** Codes of the people on call. */
    readonly standby: string;
    /** Supervisors and managers on duty, by name. */
    readonly leads: string;
    readonly operators: number;
    /** Least operators on the phone at any minute, after meals and rests. */
    readonly minimumOnPhone: number;
    readonly isBelowMinimum: boolean;
    /** Least on the phone with any one operator away, and whether that is nobody. */
    readonly leastOneAbsent: number;
    readonly isUnattended: boolean;
    /** 応答率 with the worst absence until the standby has arrived, and from then on. */
    readonly beforeArrival: string;
    readonly afterArrival: string;
  }[];
}

/** How breaks and absences of a plan are covered, day by day; for the city operators stand by code. */
export function coverSection(
  contract: Contract,
  plan: PlanDocument,
  language: Language,
  audience: Audience,
): CoverSection {
  const labels = contract.roles.labels;
  const people = new Map(plan.staff.map((person) => [person.id, person]));
  const called = (id: string): string => {
    const person = people.get(id);
    return person !== undefined && person.role !== 'operator' && isNamed(person, audience) ? person.name : id;
  };
  const separator = language === 'ja' ? '、' : ', ';
  // Versions changed by hand or repaired have no budget of their own; it follows from their roster.
  const absence = plan.absence ?? absenceBudget(plan, contract);
  const days = plan.days.map((day, index) => {
    const one = absence.days[index]!;
    const onDuty = day.shifts.filter((shift) => !shift.standby);
    const minimumOnPhone = Math.min(...day.intervals.map(({ scheduledSeats }) => scheduledSeats));
    return {
      day: dayText(LocalDate.parse(day.date), language),
      standby: day.shifts
        .filter((shift) => shift.standby)
        .map((shift) => called(shift.staffId))
        .join(separator),
      leads: onDuty
        .filter((shift) => shift.role !== 'operator')
        .map((shift) => called(shift.staffId))
        .join(separator),
      operators: onDuty.filter((shift) => shift.role === 'operator').length,
      minimumOnPhone,
      isBelowMinimum: minimumOnPhone < plan.assumptions.minimumOperators,
      leastOneAbsent: one.leastOnPhone,
      isUnattended: one.leastOnPhone < 1,
      beforeArrival: floorPercentText(one.beforeArrival),
      afterArrival: floorPercentText(one.afterArrival),
    };
  });
  return {
    standbyPerDay: contract.standby.perDay,
    standbyHours: rangeText(contract.standby),
    minimumOperators: contract.minimumOperators,
    minimumSupervisors: contract.roles.minimumSupervisors,
    deputies: contract.roles.supervisorDeputies.map((role) => labels[role][language]).join(separator) || null,
    isBelowMinimum: days.some((day) => day.isBelowMinimum),
    supervisorRole: labels.supervisor[language],
    managerRole: labels.manager[language],
    operatorRole: labels.operator[language],
    maximumPhoneMinutes: contract.breaks.maximumPhoneMinutes,
    restMinutes: contract.breaks.restMinutes,
    mealWindow: rangeText(contract.breaks.mealWindow),
    budgetDays: absence.budgetDays,
    budgetDaysWithStandby: absence.budgetDaysWithStandby,
    unattendedDays: absence.days.filter(({ leastOnPhone }) => leastOnPhone < 1).length,
    confidence: floorPercentText(plan.assumptions.confidenceFraction).replace('.0', ''),
    days,
  };
}

function rangeText(range: { readonly start: number; readonly end: number }): string {
  return `${clockText(formatTime(range.start))}–${clockText(formatTime(range.end))}`;
}
