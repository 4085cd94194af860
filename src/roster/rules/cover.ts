import type { TimeRange } from '../../calendar/index.ts';
import type { Finding } from '../finding.ts';
import { levelOn } from '../personal-profile.ts';
import { onPhonePerInterval } from '../seats-on-phone.ts';
import { finding, type Rule, type RuleContext } from './rule.ts';
import { whyMissing } from './why-missing.ts';

/** D21, D31: never fewer operators on the phone than the contract's minimum, in any open minute. */
export const minimumOperators: Rule = (context) =>
  gaps(context, () => context.contract.minimumOperators).map(({ index, gap }) =>
    coverFinding('cover.minimum-operators', 'H', context, index, gap),
  );

/** D13: the required seats of every interval; a gap under the minimum is reported by that rule already. */
export const requiredSeats: Rule = (context) =>
  gaps(context, (index, interval, scheduled) =>
    scheduled < context.contract.minimumOperators
      ? 0
      : (context.demands[index]!.requiredSeats[interval] ?? 0),
  ).map(({ index, gap }) => coverFinding('cover.seats', 'W', context, index, gap));

/**
 * D21: with any one operator away somebody stays on the phone in every open minute, before anybody moves. A minute with fewer
 * than the contract's minimum is reported by that rule already; a contract that asks for nobody asks for no reserve either.
 */
export const oneAbsent: Rule = (context) => {
  const { minimumOperators: minimum } = context.contract;
  if (minimum === 0) return [];
  return gaps(context, (_day, _interval, scheduled) => (scheduled < minimum ? 0 : 2)).map(({ index, gap }) =>
    finding('cover.one-absent', 'W', { date: context.days[index]!.date, range: gap }),
  );
};

/** D28: of a queue for which the contract says so, enough operators of a level on the phone in every open minute. */
export const skilledOperators: Rule = (context) => {
  const people = new Map(context.staff.map((person) => [person.id, person]));
  return context.contract.queues.flatMap(({ id, name, minimumSkilled: wanted }) => {
    if (wanted === null) return [];
    return context.days.flatMap((day, index) => {
      const demand = context.demands[index]!;
      const skilled = day.shifts.filter(({ role, staffId }) => {
        const person = people.get(staffId);
        return role === 'operator' && person !== undefined && levelOn(person, id, day.date) >= wanted.level;
      });
      const cells = onPhonePerInterval(skilled, demand, demand.intervalMinutes).map((scheduled) => ({
        required: wanted.operators,
        scheduled,
      }));
      return ranges(cells, demand.startMinute, demand.intervalMinutes).map((gap) => {
        const { required, scheduled } = gap;
        const values = { queue: name.ja, queueEn: name.en, level: wanted.level, required, scheduled };
        return finding('cover.skill', 'W', { date: day.date, range: gap, values });
      });
    });
  });
};

/** D17: a supervisor or a deputy present in every open minute, meals included; who is not a supervisor is named. */
export const supervisorPresence: Rule = (context) => {
  const { roles } = context.contract;
  const isDeputy = ({ role }: { readonly role: string }): boolean => role !== 'supervisor';
  const isSupervising = (role: string): boolean =>
    role === 'supervisor' || roles.supervisorDeputies.some((deputy) => deputy === role);
  return context.days.flatMap((day, index) => {
    const demand = context.demands[index]!;
    const present = day.shifts.filter((shift) => isSupervising(shift.role));
    const scheduled = onPhonePerInterval(present, demand, demand.intervalMinutes);
    const found: Finding[] = ranges(
      scheduled.map((count) => ({ required: roles.minimumSupervisors, scheduled: count })),
      demand.startMinute,
      demand.intervalMinutes,
    ).map((gap) => coverFinding('cover.supervisor', 'H', context, index, gap));
    const onSite = present.filter((shift) => !shift.isStandby);
    if (onSite.length > 0 && roles.minimumSupervisors > 0 && onSite.every(isDeputy)) {
      found.push(finding('cover.deputy-only', 'I', { date: day.date }));
    }
    return found;
  });
};

/** D21: the contract's standbys on each day, their on-call hours over every operator's shift. */
export const standby: Rule = (context) =>
  context.days.flatMap((day, index) => {
    const operators = day.shifts.filter((shift) => shift.role === 'operator' && !shift.isStandby);
    const onCall = day.shifts.filter((shift) => shift.isStandby);
    const covering = onCall.filter((shift) =>
      operators.every(
        (other) => shift.startMinute <= other.startMinute && shift.endMinute >= other.endMinute,
      ),
    );
    const needed = context.contract.standby.perDay;
    if (covering.length >= needed) return [];
    const why = whyMissing(context, index, 'operator');
    return [
      finding('cover.standby', 'W', { date: day.date, values: { count: covering.length, needed }, why }),
    ];
  });

interface Gap extends TimeRange {
  readonly required: number;
  readonly scheduled: number;
}

function gaps(
  context: RuleContext,
  neededAt: (day: number, interval: number, scheduled: number) => number,
): { readonly index: number; readonly gap: Gap }[] {
  return context.days.flatMap((day, index) => {
    const demand = context.demands[index]!;
    const operators = day.shifts.filter((shift) => shift.role === 'operator');
    const scheduled = onPhonePerInterval(operators, demand, demand.intervalMinutes);
    const cells = scheduled.map((count, interval) => ({
      required: neededAt(index, interval, count),
      scheduled: count,
    }));
    return ranges(cells, demand.startMinute, demand.intervalMinutes).map((gap) => ({ index, gap }));
  });
}

/** Neighbouring short intervals as one range, with the numbers of its worst interval. */
function ranges(
  cells: readonly { readonly required: number; readonly scheduled: number }[],
  startMinute: number,
  intervalMinutes: number,
): Gap[] {
  const found: Gap[] = [];
  cells.forEach(({ required, scheduled }, interval) => {
    if (scheduled >= required) return;
    const start = startMinute + interval * intervalMinutes;
    const last = found.at(-1);
    if (last?.endMinute === start) {
      const isWorse = required - scheduled > last.required - last.scheduled;
      const worst = isWorse ? { required, scheduled } : {};
      found[found.length - 1] = { ...last, ...worst, endMinute: start + intervalMinutes };
    } else {
      found.push({ startMinute: start, endMinute: start + intervalMinutes, required, scheduled });
    }
  });
  return found;
}

function coverFinding(
  rule: 'cover.minimum-operators' | 'cover.seats' | 'cover.supervisor',
  level: 'H' | 'W',
  context: RuleContext,
  index: number,
  gap: Gap,
): Finding {
  const why = whyMissing(context, index, rule === 'cover.supervisor' ? 'supervisor' : 'operator');
  const values = { required: gap.required, scheduled: gap.scheduled };
  return finding(rule, level, { date: context.days[index]!.date, range: gap, values, why });
}
