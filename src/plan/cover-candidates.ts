import { formatTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { optionsOn, type RosterDay, type Shift, type StaffMember } from '../roster/index.ts';
import type { Absence } from './absent-day.ts';
import { standsInFor } from './stand-in.ts';

/** A way to cover an absence. */
export type CoverKind = 'moveBreaks' | 'standby' | 'extend' | 'callIn' | 'accept';

/** A way before it is checked: the day as it would be, breaks not placed yet. */
export interface CoverCandidate {
  /** Stable within one proposal, for example `standby-OP03`. */
  readonly id: string;
  readonly kind: CoverKind;
  readonly day: RosterDay;
  /** New or longer duties, by person. */
  readonly duties: readonly { readonly staffId: string; readonly start: string; readonly end: string }[];
}

/** What candidates are made from. */
export interface CandidateInput {
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly absence: Absence;
  /** Nothing before this minute of the day can change any more. */
  readonly nowMinute: number;
  /** People with an absence recorded on the same day already: they are not asked. */
  readonly alsoAbsentIds?: readonly string[];
}

/**
 * Every way that is worth a look: breaks moved, the standby called, shifts made longer, people off called in, and the
 * risk accepted. An absent supervisor is stood in for by another one or by a deputy who is off (D17).
 * @param lost the absent person's shift as it was planned @param hole the day without the absent minutes
 */
export function coverCandidates(
  input: CandidateInput,
  lost: Shift | undefined,
  hole: RosterDay,
): CoverCandidate[] {
  const accept: CoverCandidate = { id: 'accept', kind: 'accept', day: hole, duties: [] };
  if (lost === undefined || lost.isStandby) return [accept];
  const moveBreaks: CoverCandidate = { id: 'moveBreaks', kind: 'moveBreaks', day: hole, duties: [] };
  return [accept, moveBreaks, ...calls(input, lost, hole), ...extensions(input, hole, lost)];
}

function calls(input: CandidateInput, lost: Shift, hole: RosterDay): CoverCandidate[] {
  const { absence, contract } = input;
  const step = contract.breaks.stepMinutes;
  const earliest = Math.ceil((input.nowMinute + contract.standby.arrivalMinutes) / step) * step;
  const start = Math.max(lost.startMinute, Math.min(absence.startMinute, lost.endMinute), earliest);
  const end = Math.min(lost.endMinute, Math.max(absence.endMinute, lost.startMinute));
  if (end - start < 60) return [];
  // Who may work no more than six hours a day comes for that long: no meal stands in such a shift.
  const endFor = ({ maximumDailyMinutes }: StaffMember): number =>
    maximumDailyMinutes > 360 ? end : Math.min(end, start + maximumDailyMinutes);
  const duty = (person: StaffMember): Shift => ({
    staffId: person.id,
    role: person.role,
    patternCode: lost.patternCode,
    startMinute: start,
    endMinute: endFor(person),
    isStandby: false,
    breaks: [],
  });
  return input.staff.flatMap((person): CoverCandidate[] => {
    if (!standsInFor(contract, lost.role, person.role)) return [];
    if (person.id === absence.staffId || input.alsoAbsentIds?.includes(person.id)) return [];
    const own = hole.shifts.find((shift) => shift.staffId === person.id);
    const isCallable = own?.isStandby === true && own.startMinute <= start && own.endMinute >= end;
    const isOff = own === undefined;
    if (!isCallable && !isOff) return [];
    const open = { date: hole.date, startMinute: start, endMinute: end };
    // Someone on leave or unavailable is not asked at all; the rules would refuse them one by one.
    if (isOff && optionsOn(person, open, contract).obstacle !== null) return [];
    const shifts = [...hole.shifts.filter((shift) => shift.staffId !== person.id), duty(person)];
    const kind = isCallable ? 'standby' : 'callIn';
    const duties = [dutyText(person.id, start, endFor(person))];
    return [{ id: `${kind}-${person.id}`, kind, day: { ...hole, shifts }, duties }];
  });
}

/** Shifts of people on site made longer into the hole, at their start or at their end. */
function extensions(input: CandidateInput, hole: RosterDay, lost: Shift): CoverCandidate[] {
  return hole.shifts.flatMap((shift): CoverCandidate[] => {
    if (!standsInFor(input.contract, lost.role, shift.role)) return [];
    if (shift.isStandby || shift.staffId === lost.staffId) return [];
    const person = input.staff.find((candidate) => candidate.id === shift.staffId);
    if (person === undefined || input.alsoAbsentIds?.includes(person.id)) return [];
    // No meal stands in a short shift, so it grows to six hours at most (労基法34条1項).
    const longest = shift.breaks.some((entry) => entry.kind === 'meal')
      ? person.maximumDailyMinutes + 45
      : 360;
    const end = Math.min(lost.endMinute, input.absence.endMinute, shift.startMinute + longest);
    const start = Math.max(
      lost.startMinute,
      input.absence.startMinute,
      shift.endMinute - longest,
      input.nowMinute + 15,
    );
    const longer = [
      { startMinute: shift.startMinute, endMinute: Math.max(shift.endMinute, end), side: 'end' as const },
      { startMinute: Math.min(shift.startMinute, start), endMinute: shift.endMinute, side: 'start' as const },
    ];
    // Who has gone home cannot stay on, and who has begun cannot begin earlier.
    const mayChange = { end: input.nowMinute < shift.endMinute, start: input.nowMinute < shift.startMinute };
    return longer
      .filter(({ side }) => mayChange[side])
      .filter((range) => range.endMinute - range.startMinute >= shift.endMinute - shift.startMinute + 30)
      .map(({ startMinute, endMinute, side }) => ({
        id: `extend-${side}-${shift.staffId}`,
        kind: 'extend' as const,
        day: {
          ...hole,
          shifts: hole.shifts.map((other) =>
            other === shift ? { ...shift, startMinute, endMinute } : other,
          ),
        },
        duties: [dutyText(shift.staffId, startMinute, endMinute)],
      }));
  });
}

function dutyText(staffId: string, startMinute: number, endMinute: number): CoverCandidate['duties'][number] {
  return { staffId, start: formatTime(startMinute), end: formatTime(endMinute) };
}
