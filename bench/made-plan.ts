/**
 * A month of many people, made up: four days in five for everybody, breaks placed, and as many needed as the breaks leave. For
 * benches that need a large plan and not a good one.
 */
import type { LocalDate, YearMonth } from '@js-joda/core';
import { openDaysOfMonth } from '../src/calendar/index.ts';
import { type PlanContent, withRoster } from '../src/plan/index.ts';
import type { PlanFrame } from '../src/plan/with-roster.ts';
import type { RosterDay, Shift, StaffMember } from '../src/roster/index.ts';
import { onPhonePerInterval } from '../src/roster/index.ts';
import { placeBreaks } from '../src/roster/place-breaks.ts';
import { labour, person } from '../test/build/roster.ts';
import { sampleContract } from '../test/build/sample.ts';

const contract = sampleContract;
const number = (index: number): string => String(index + 1).padStart(4, '0');

/** The manager, one supervisor for twenty people (two at least), and operators. @param headcount all of them */
export function madeStaff(headcount: number): readonly StaffMember[] {
  const leads = Math.max(3, Math.round(headcount / 20));
  return Array.from({ length: headcount }, (_, index) =>
    person({
      id: index === 0 ? 'MG0001' : index < leads ? `SV${number(index)}` : `OP${number(index)}`,
      name: `見本 ${index + 1}`,
      role: index === 0 ? 'manager' : index < leads ? 'supervisor' : 'operator',
      employment: index % 5 === 4 ? 'part' : 'full',
      labour: labour({ hourlyWageYen: 1200 + (index % 7) * 50 }),
    }),
  );
}

function shiftsOn(staff: readonly StaffMember[], date: LocalDate, place: number): Shift[] {
  return staff
    .flatMap(({ id, role }, index): Shift[] => {
      if ((index + place) % 5 === 0) return [];
      const isStandby = role === 'operator' && (index + place) % 50 === 6;
      const pattern = contract.shiftPatterns.find(({ code }) => code === (index % 2 === 0 ? '早' : '遅'))!;
      const { start, end } = isStandby ? contract.standby : pattern;
      return [
        {
          staffId: id,
          role,
          patternCode: isStandby ? '待' : pattern.code,
          startMinute: start,
          endMinute: end,
          isStandby,
          breaks: [],
        },
      ];
    })
    .map((shift) => ({ ...shift, date })) as Shift[];
}

/** A day with breaks, and how many it then needs: as many as the breaks leave, nearly. */
function dayOf(
  staff: readonly StaffMember[],
  date: LocalDate,
  open: { startMinute: number; endMinute: number },
  place: number,
) {
  const shifts = shiftsOn(staff, date, place);
  const { intervalMinutes } = contract;
  const full = onPhonePerInterval(
    shifts.filter(({ role }) => role === 'operator'),
    open,
    intervalMinutes,
  );
  const requiredSeats = full.map((count) => Math.max(2, Math.floor(count * 0.72)));
  const seats = (role: 'operator' | 'lead'): readonly number[] =>
    role === 'operator' ? requiredSeats : requiredSeats.map(() => 1);
  const placed = (['operator', 'lead'] as const).flatMap((role) => {
    const people = shifts.filter((shift) => (shift.role === 'operator') === (role === 'operator'));
    const onSite = people.filter(({ isStandby }) => !isStandby);
    const { breaks } = placeBreaks({
      demand: { date, ...open, intervalMinutes, requiredSeats: [...seats(role)] },
      rules: contract.breaks,
      seed: place,
      attempts: 2,
      people: onSite.map((shift) => ({
        staffId: shift.staffId,
        startMinute: shift.startMinute,
        endMinute: shift.endMinute,
        mealMinutes: 45,
        takesRests: role === 'operator',
        keptBreaks: [],
        freeFromMinute: 0,
      })),
    });
    return people.map((shift) => ({ ...shift, breaks: breaks.get(shift.staffId) ?? [] }));
  });
  return { day: { date, shifts: placed } satisfies RosterDay, requiredSeats };
}

/** A plan with other people and another month, and calls that fill the seats to nine tenths. */
export function madeContent(
  sample: PlanContent,
  month: YearMonth,
  staff: readonly StaffMember[],
): PlanContent {
  const made = openDaysOfMonth(contract.opening, month).map((open, index) => ({
    open,
    ...dayOf(staff, open.date, open, index),
  }));
  const [first] = sample.days;
  const { simulation: _, absence: __, roster: ___, ...kept } = sample;
  const frame: PlanFrame = {
    ...kept,
    month: month.toString(),
    mailings: [],
    staff: staff.map(({ id, name, role, employment, skills }) => ({
      ...sample.staff[0]!,
      id,
      name,
      role,
      employment,
      skills: [...skills],
      daysOff: [],
    })),
    days: made.map(({ open, requiredSeats }) => ({
      ...first!,
      date: open.date.toString(),
      intervals: requiredSeats.map((seats, index) => ({
        ...first!.intervals[index]!,
        requiredSeats: seats,
        calls: (0.85 * seats * contract.intervalMinutes * 60) / kept.assumptions.ahtSeconds,
      })),
    })),
  };
  return withRoster({ frame, days: made.map(({ day }) => day), contract, staff, daysBefore: null });
}
