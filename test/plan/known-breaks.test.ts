import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { rosterDaysOf } from '../../src/plan/index.ts';
import { withKnownBreaks } from '../../src/plan/known-breaks.ts';
import { demandsOf } from '../../src/plan/plan-roster.ts';
import type { Break, RosterDay, RuleContext, Shift } from '../../src/roster/index.ts';
import { sampleContract, sampleStaff } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

describe('withKnownBreaks', () => {
  let made: RuleContext;
  /** The roster made, with the breaks of two people of the same duty exchanged on each of its days where there are such. */
  let known: readonly RosterDay[];
  before(async () => {
    const content = await samplePlan();
    made = {
      contract: sampleContract,
      month: YearMonth.parse(content.month),
      staff: sampleStaff,
      days: rosterDaysOf(content),
      demands: demandsOf(content),
      daysBefore: null,
    };
    known = made.days.map(exchanged);
    expect(known).not.to.deep.equal(made.days);
  });

  function exchanged(day: RosterDay): RosterDay {
    const sameDuty = [
      ...Map.groupBy(day.shifts, ({ role, patternCode }) => `${role} ${patternCode}`).values(),
    ];
    const [first, second] = sameDuty.find((group) => group.length > 1 && !group[0]!.isStandby) ?? [];
    return changed(day, (shift) =>
      shift === first ? second!.breaks : shift === second ? first!.breaks : shift.breaks,
    );
  }
  function changed(day: RosterDay, breaksOf: (shift: Shift) => readonly Break[]): RosterDay {
    return { ...day, shifts: day.shifts.map((shift) => ({ ...shift, breaks: breaksOf(shift) })) };
  }
  const isOnDuty = ({ role, isStandby }: Shift): boolean => role === 'operator' && !isStandby;
  /** What becomes of a second day that is known otherwise; the other days keep their known breaks in every case. */
  const secondDay = (second: RosterDay): RosterDay => {
    const days = withKnownBreaks(
      made,
      known.map((day, index) => (index === 1 ? second : day)),
    );
    expect(days.filter((_, index) => index !== 1)).to.deep.equal(known.filter((_, index) => index !== 1));
    return days[1]!;
  };

  it('keeps the breaks that people know where their duties are the same', () => {
    expect(withKnownBreaks(made, known)).to.deep.equal(known);
    expect(withKnownBreaks(made, made.days)).to.deep.equal(made.days);
    expect(withKnownBreaks(made, [])).to.equal(made.days);
  });

  it('takes the new breaks of a day on which anybody has another duty or none', () => {
    const { shifts } = known[1]!;
    expect(secondDay({ ...known[1]!, shifts: shifts.slice(1) })).to.equal(made.days[1]);
    const place = shifts.findIndex(isOnDuty);
    const later = shifts.map((shift, index) =>
      index === place ? { ...shift, endMinute: shift.endMinute + 15 } : shift,
    );
    expect(secondDay({ ...known[1]!, shifts: later })).to.equal(made.days[1]);
  });

  it('takes the new breaks of a day on which operators would lack with the known ones', () => {
    const meal = { kind: 'meal', startMinute: 720, endMinute: 765 } as const;
    const together = changed(known[1]!, (shift) => (isOnDuty(shift) ? [meal] : shift.breaks));
    expect(secondDay(together)).to.equal(made.days[1]);
  });

  it('takes the new breaks of a day on which a rule would say more of the known ones', () => {
    const restless = changed(known[1]!, (shift) =>
      isOnDuty(shift) ? shift.breaks.filter(({ kind }) => kind === 'meal') : shift.breaks,
    );
    expect(secondDay(restless)).to.equal(made.days[1]);
  });
});
