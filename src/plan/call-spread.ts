import { type CallCase, isAnswered } from './call-cases.ts';
import type { PlanContent } from './format.ts';
import { operatorsOnPhone } from './on-phone.ts';

/** An absence as far as it tells who was not at the phone. */
export interface AwayTime {
  readonly date: { toString(): string };
  readonly staffId: string;
  /** Minutes since midnight, half-open. */
  readonly startMinute: number;
  readonly endMinute: number;
}

/** What one person answered. */
export interface OperatorCalls {
  /** Code; never a name. */
  readonly staffId: string;
  readonly answered: number;
  /** Answered calls per queue, which are the skills, in the order asked for. */
  readonly byQueue: readonly { readonly queueId: string; readonly answered: number }[];
  /** Calls that an even distribution over whoever was there would have given, real, ≥ 0. */
  readonly evenCalls: number;
  /** Mean talk and after-call work in seconds; null of somebody who answered none. */
  readonly ahtSeconds: number | null;
}

/** How calls were spread over the operators (第2章2(6)イ, D28). */
export interface CallSpread {
  /** Who answered or could have, in order of code. */
  readonly operators: readonly OperatorCalls[];
  readonly answered: number;
  /**
   * Share of the answered calls that would have had to go to somebody else for an even distribution, 0 to 1:
   * half the sum of |answered − even| over all answered. Null when none was.
   */
  readonly unevenFraction: number | null;
}

/**
 * Answered calls per person beside an even distribution: each call counts in equal parts for everybody who was at the
 * phone in its minute with the skill for it, and for who took it. A person with shorter hours or fewer skills so gets fewer.
 * @param content plans in force of the days; cases of other days are left out of the comparison, not of the counts
 * @param away absences of those days
 */
export function callSpread(
  cases: readonly CallCase[],
  contents: readonly Pick<PlanContent, 'days' | 'staff'>[],
  away: readonly AwayTime[],
  queueIds: readonly string[],
): CallSpread {
  const days = new Map(contents.flatMap(({ days }) => days.map((day) => [day.date, day] as const)));
  const skills = new Map(contents.flatMap(({ staff }) => staff.map((own) => [own.id, own.skills] as const)));
  const even = new Map<string, number>();
  const taken = new Map<string, CallCase[]>();
  const answered = cases.filter(isAnswered);
  for (const own of answered) {
    if (own.staffId === null) continue;
    const present = presentFor(own, days, skills, away);
    for (const id of present) even.set(id, (even.get(id) ?? 0) + 1 / present.size);
    taken.set(own.staffId, [...(taken.get(own.staffId) ?? []), own]);
  }
  const operators = [...new Set([...even.keys(), ...taken.keys()])]
    .toSorted()
    .map((staffId): OperatorCalls => {
      const calls = taken.get(staffId) ?? [];
      const seconds = calls.reduce((sum, { handlingSeconds }) => sum + handlingSeconds, 0);
      return {
        staffId,
        answered: calls.length,
        byQueue: queueIds.map((queueId) => ({
          queueId,
          answered: calls.filter((own) => own.queueId === queueId).length,
        })),
        evenCalls: even.get(staffId) ?? 0,
        ahtSeconds: calls.length > 0 ? seconds / calls.length : null,
      };
    });
  const moved = operators.reduce((sum, own) => sum + Math.abs(own.answered - own.evenCalls), 0) / 2;
  return {
    operators,
    answered: answered.length,
    unevenFraction: answered.length > 0 ? moved / answered.length : null,
  };
}

function presentFor(
  own: CallCase,
  days: ReadonlyMap<string, PlanContent['days'][number]>,
  skills: ReadonlyMap<string, readonly string[]>,
  away: readonly AwayTime[],
): ReadonlySet<string> {
  const date = own.date.toString();
  const day = days.get(date);
  const isAway = (id: string): boolean =>
    away.some(
      (entry) =>
        entry.staffId === id &&
        entry.date.toString() === date &&
        entry.startMinute <= own.startMinute &&
        own.startMinute < entry.endMinute,
    );
  const able = (day === undefined ? [] : operatorsOnPhone(day, own.startMinute)).filter(
    (id) => (skills.get(id)?.includes(own.queueId) ?? false) && !isAway(id),
  );
  return new Set([...able, own.staffId!]);
}
