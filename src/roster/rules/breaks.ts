import type { TimeRange } from '../../calendar/index.ts';
import { overlapMinutes } from '../minors-and-nights.ts';
import { labourOf } from '../personal-labour.ts';
import { type Shift, workedMinutes } from '../roster.ts';
import { finding, hoursOf, type Rule, shiftsOf } from './rule.ts';

/** Break that 労基法34条1項 asks for: 45 min for more than 6 hours of work, 60 min for more than 8. */
export function legalBreakMinutes(minutesOfWork: number): number {
  if (minutesOfWork > 8 * 60) return 60;
  return minutesOfWork > 6 * 60 ? 45 : 0;
}

/** 労基法34条1項: long enough, and within the hours of work, neither at their start nor at their end. */
export const mealBreak: Rule = ({ days, staff }) => {
  // 41条 exempts who is 管理監督者 from breaks.
  const exempt = new Set(staff.filter((person) => labourOf(person).isManagerial).map(({ id }) => id));
  return days.flatMap((day) =>
    day.shifts.flatMap((shift) => {
      if (shift.isStandby || exempt.has(shift.staffId)) return [];
      const minutes = workedMinutes(shift);
      const needed = legalBreakMinutes(minutes);
      const within = shift.breaks.filter(
        (entry) =>
          entry.kind === 'meal' && entry.startMinute > shift.startMinute && entry.endMinute < shift.endMinute,
      );
      const taken = within.reduce((sum, entry) => sum + entry.endMinute - entry.startMinute, 0);
      if (taken >= needed) return [];
      const values = { minutes: taken, hours: hoursOf(minutes), needed };
      return [finding('labour.meal-break', 'H', { date: day.date, staffId: shift.staffId, values })];
    }),
  );
};

/** 労基法34条3項: the break is the person's own; who is on call in it is not free. */
export const freeBreak: Rule = ({ days, staff }) =>
  staff.flatMap((person) => {
    const duties = shiftsOf(days, person.id);
    const onCall = duties.filter(({ shift }) => shift.isStandby);
    return duties.flatMap(({ date, shift }) =>
      shift.breaks
        .filter(({ kind }) => kind === 'meal')
        .filter((meal) =>
          onCall.some((other) => other.date.equals(date) && overlapMinutes(other.shift, meal) > 0),
        )
        .map((range) => finding('labour.free-break', 'H', { date, staffId: person.id, range })),
    );
  });

/** 労基法34条2項: breaks in turns need an agreement on file, or a trade that is exempt (則31条), as the contract says. */
export const staggeredBreaks: Rule = ({ contract, days }) => {
  if (contract.labour.agreements.staggeredBreaks !== null || contract.labour.mayStaggerBreaks) return [];
  const isStaggered = days.some((day) => {
    const starts = day.shifts.flatMap((shift) =>
      shift.breaks.filter((entry) => entry.kind === 'meal').map((entry) => entry.startMinute),
    );
    return new Set(starts).size > 1;
  });
  return isStaggered ? [finding('labour.staggered-breaks', 'W', {})] : [];
};

/** 情報機器作業ガイドライン: off the screen for 10 to 15 minutes; a pause shorter than that is one inside a run. */
const shortestRestMinutes = 10;

/** 情報機器作業ガイドライン: no run on the phone longer than the contract's limit, counted from the shift's start. */
export const vdtRest: Rule = ({ contract, days }) =>
  days.flatMap((day) =>
    day.shifts.flatMap((shift) => {
      if (shift.isStandby || shift.role !== 'operator') return [];
      return phoneRuns(shift)
        .filter((run) => run.endMinute - run.startMinute > contract.breaks.maximumPhoneMinutes)
        .map((range) =>
          finding('labour.vdt-rest', 'W', {
            date: day.date,
            staffId: shift.staffId,
            range,
            values: {
              minutes: range.endMinute - range.startMinute,
              limit: contract.breaks.maximumPhoneMinutes,
            },
          }),
        );
    }),
  );

function phoneRuns(shift: Shift): TimeRange[] {
  const rests = shift.breaks.filter((entry) => entry.endMinute - entry.startMinute >= shortestRestMinutes);
  const starts = [shift.startMinute, ...rests.map((entry) => entry.endMinute)];
  const ends = [...rests.map((entry) => entry.startMinute), shift.endMinute];
  return starts.map((startMinute, index) => ({ startMinute, endMinute: ends[index]! }));
}
