import {
  checkRoster,
  type DayDemand,
  type Finding,
  onPhonePerInterval,
  type RosterDay,
  type RuleContext,
  type Shift,
} from '../roster/index.ts';

/**
 * A new roster with the breaks that people know, on every day on which the same people have the same duties; but not where more
 * would be missing on the phone so, nor where a rule would then say more.
 * @param made the new roster and what its rules need @param known days of the roster that people know
 */
export function withKnownBreaks(made: RuleContext, known: readonly RosterDay[]): readonly RosterDay[] {
  const days = made.days.map((day, index): RosterDay => {
    const before = known.find(({ date }) => date.equals(day.date));
    if (before === undefined || dutiesOf(day) !== dutiesOf(before)) return day;
    const demand = made.demands[index]!;
    if (missingMinutes(before, demand) > missingMinutes(day, demand)) return day;
    const breaksOf = new Map(before.shifts.map(({ staffId, breaks }) => [staffId, breaks]));
    return {
      ...day,
      shifts: day.shifts.map((shift) => ({ ...shift, breaks: breaksOf.get(shift.staffId)! })),
    };
  });
  if (days.every((day, index) => day === made.days[index])) return made.days;
  const said = new Set(findingsOf(made).map(keyOf));
  const more = findingsOf({ ...made, days }).filter((entry) => !said.has(keyOf(entry)));
  // What is said of no day may come from any of them.
  if (more.some(({ date }) => date === null)) return made.days;
  const refused = new Set(more.map(({ date }) => String(date)));
  return days.map((day, index) => (refused.has(day.date.toString()) ? made.days[index]! : day));
}

function dutiesOf({ shifts }: RosterDay): string {
  return shifts
    .map(({ staffId, role, patternCode, startMinute, endMinute }: Shift) =>
      [staffId, role, patternCode, startMinute, endMinute].join(' '),
    )
    .sort()
    .join();
}

/** Minutes of operators that lack on the phone. */
function missingMinutes({ shifts }: RosterDay, demand: DayDemand): number {
  const operators = shifts.filter(({ role }) => role === 'operator');
  return onPhonePerInterval(operators, demand, 1).reduce((sum, onPhone, minute) => {
    const required = demand.requiredSeats[Math.floor(minute / demand.intervalMinutes)]!;
    return sum + Math.max(0, required - onPhone);
  }, 0);
}

function findingsOf(context: RuleContext): Finding[] {
  return checkRoster(context).filter(({ level }) => level !== 'I');
}

function keyOf({ rule, date, staffId, range }: Finding): string {
  return [rule, date, staffId, range?.startMinute, range?.endMinute].join(' ');
}
