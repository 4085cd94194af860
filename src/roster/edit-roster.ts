import type { LocalDate } from '@js-joda/core';
import { formatTime, type TimeRange } from '../calendar/index.ts';
import { type Contract, patternOf } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { answeredNeeds } from './answered-needs.ts';
import type { DayDemand } from './demand.ts';
import { breaksBeside } from './place-breaks.ts';
import { type Break, type RosterDay, type Shift, standbyCode } from './roster.ts';
import type { StaffMember } from './staff.ts';

/** One person on one day. */
export interface RosterCell {
  readonly date: LocalDate;
  readonly staffId: string;
}

/** One change of a roster by hand. */
export type RosterEdit =
  /** The person works a pattern of the contract, or is on call; what stood there goes. */
  | ({ readonly kind: 'assign'; readonly patternCode: string } & RosterCell)
  /** The person is off. */
  | ({ readonly kind: 'clear' } & RosterCell)
  /** A duty goes to another day or person; what stood there goes. */
  | { readonly kind: 'move'; readonly from: RosterCell; readonly to: RosterCell }
  /** Two people take each other's duty on each of some days; being off is exchanged too. */
  | {
      readonly kind: 'swap';
      readonly staffIds: readonly [string, string];
      readonly dates: readonly LocalDate[];
    }
  /** The break that begins at a minute begins at another one. */
  | ({ readonly kind: 'moveBreak'; readonly startMinute: number; readonly toMinute: number } & RosterCell)
  | ({ readonly kind: 'addBreak'; readonly entry: Break } & RosterCell)
  | ({ readonly kind: 'removeBreak'; readonly startMinute: number } & RosterCell)
  /** Whole days as they were; the undoing of any other edit. */
  | { readonly kind: 'restore'; readonly days: readonly RosterDay[] };

/** What an edit works on. */
export interface EditGround {
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly days: readonly RosterDay[];
  /** Needs of the same days, in the same order. */
  readonly demands: readonly DayDemand[];
}

/** A roster after an edit. */
export interface EditedDays {
  /** All days, untouched ones as they were. */
  readonly days: readonly RosterDay[];
  /** The days that changed, as they were. */
  readonly before: readonly RosterDay[];
  /** Who has another shift, or other breaks, on which day. */
  readonly touched: readonly RosterCell[];
}

/**
 * A roster with one change by hand. Whoever has another shift gets their breaks anew, the cheapest beside the others',
 * which stay; without a legal place there are none and the rules say so. No rule is asked here: a broken one is shown,
 * not refused.
 * @throws SekisuError `edit.unknown-cell` for a day or person that the roster has not, `edit.unknown-pattern`,
 * `edit.no-shift` where there is nothing to move, `edit.break-refused` for a break out of the shift or over another one
 */
export function editedDays(ground: EditGround, edit: RosterEdit): EditedDays {
  switch (edit.kind) {
    case 'assign':
      return replaced(ground, [{ cell: edit, shift: shiftOfPattern(ground, edit) }]);
    case 'clear':
      return replaced(ground, [{ cell: edit, shift: null }]);
    case 'move': {
      const shift = shiftAt(ground, edit.from);
      return replaced(ground, [
        { cell: edit.from, shift: null },
        { cell: edit.to, shift },
      ]);
    }
    case 'swap': {
      const [one, other] = edit.staffIds;
      return replaced(
        ground,
        edit.dates.flatMap((date) => [
          { cell: { date, staffId: one }, shift: dutyAt(ground, { date, staffId: other }) },
          { cell: { date, staffId: other }, shift: dutyAt(ground, { date, staffId: one }) },
        ]),
      );
    }
    case 'moveBreak':
    case 'addBreak':
    case 'removeBreak':
      return withBreaks(ground, edit);
    case 'restore':
      return changed(
        ground,
        ground.days.map((day) => edit.days.find(({ date }) => date.equals(day.date)) ?? day),
      );
  }
}

interface Replacement {
  readonly cell: RosterCell;
  /** The duty that stands there then, its breaks to be placed; null = off. */
  readonly shift: Shift | null;
}

function replaced(ground: EditGround, replacements: readonly Replacement[]): EditedDays {
  const days = [...ground.days];
  for (const { cell, shift } of replacements) {
    const index = dayIndexOf(ground, cell);
    const { id, role } = personAt(ground, cell);
    const own = shift === null ? [] : [{ ...shift, staffId: id, role, breaks: [] }];
    days[index] = { ...days[index]!, shifts: withDuty(days[index]!.shifts, id, own) };
  }
  for (const { cell, shift } of replacements) {
    if (shift === null || shift.isStandby) continue;
    const index = dayIndexOf(ground, cell);
    const day = days[index]!;
    const shifts = day.shifts.map((entry) =>
      entry.staffId === cell.staffId ? { ...entry, breaks: breaksOf(ground, index, day, entry) } : entry,
    );
    days[index] = { ...day, shifts };
  }
  return changed(ground, days);
}

/** A day's shifts with a person's replaced, at the place where they stood. */
function withDuty(shifts: readonly Shift[], staffId: string, own: readonly Shift[]): Shift[] {
  const place = shifts.findIndex((shift) => shift.staffId === staffId);
  const others = shifts.filter((shift) => shift.staffId !== staffId);
  return place === -1 ? [...others, ...own] : others.toSpliced(place, 0, ...own);
}

/** A duty as it will stand in a cell: the pattern's, or the contract's hours on call. */
function shiftOfPattern(
  { contract }: EditGround,
  edit: { readonly patternCode: string } & RosterCell,
): Shift {
  const { staffId, patternCode } = edit;
  const duty = { staffId, role: 'operator' as const, patternCode, breaks: [] };
  if (patternCode === standbyCode) {
    const { start, end } = contract.standby;
    return { ...duty, startMinute: start, endMinute: end, isStandby: true };
  }
  const pattern = patternOf(contract, patternCode);
  if (pattern === undefined) throw new SekisuError('edit.unknown-pattern', { pattern: patternCode });
  return { ...duty, startMinute: pattern.start, endMinute: pattern.end, isStandby: false };
}

function breaksOf(ground: EditGround, index: number, day: RosterDay, shift: Shift): readonly Break[] {
  const { contract } = ground;
  const isOperator = shift.role === 'operator';
  const demand = ground.demands[index]!;
  const need = isOperator
    ? demand
    : {
        ...demand,
        requiredSeats: demand.requiredSeats.map(() => contract.roles.minimumSupervisors),
        skilled: [],
      };
  const isBeside = (other: Shift): boolean =>
    !other.isStandby && other !== shift && (other.role === 'operator') === isOperator;
  const others = day.shifts
    .filter(isBeside)
    .map((other) => ({ ...other, answers: answersOf(ground, need, other.staffId) }));
  const person = {
    ...shift,
    answers: answersOf(ground, need, shift.staffId),
    mealMinutes: mealMinutesOf(shift, contract),
    takesRests: isOperator,
    keptBreaks: [],
    freeFromMinute: 0,
  };
  return breaksBeside({ demand: need, rules: contract.breaks }, others)(person) ?? [];
}

function answersOf(ground: EditGround, need: DayDemand, staffId: string): number[] {
  const member = need.skilled?.length ? ground.staff.find(({ id }) => id === staffId) : undefined;
  return member === undefined ? [] : answeredNeeds(member, need);
}

/** The meal of a shift: the pattern's, or what 労基法34条1項 asks of a shift whose length is not the pattern's. */
export function mealMinutesOf(shift: Pick<Shift, 'patternCode'> & TimeRange, contract: Contract): number {
  const pattern = patternOf(contract, shift.patternCode);
  const length = shift.endMinute - shift.startMinute;
  if (pattern !== undefined && pattern.end - pattern.start === length) return pattern.mealMinutes;
  if (length - 45 > 8 * 60) return 60;
  return length > 6 * 60 ? 45 : 0;
}

type BreakEdit = Extract<RosterEdit, { readonly kind: 'moveBreak' | 'addBreak' | 'removeBreak' }>;

function withBreaks(ground: EditGround, edit: BreakEdit): EditedDays {
  const index = dayIndexOf(ground, edit);
  const shift = shiftAt(ground, edit);
  const breaks = breaksAfter(shift, edit).toSorted((one, other) => one.startMinute - other.startMinute);
  breaks.forEach((entry, place) => {
    const isInside =
      entry.startMinute < entry.endMinute &&
      entry.startMinute >= shift.startMinute &&
      entry.endMinute <= shift.endMinute;
    const isFree = place === 0 || breaks[place - 1]!.endMinute <= entry.startMinute;
    if (!isInside || !isFree) throw refused(edit, entry.startMinute);
  });
  const day = ground.days[index]!;
  const shifts = day.shifts.map((entry) => (entry === shift ? { ...shift, breaks } : entry));
  return changed(ground, ground.days.with(index, { ...day, shifts }));
}

function breaksAfter(shift: Shift, edit: BreakEdit): readonly Break[] {
  // Nobody is given a break while on call: the time is their own.
  if (shift.isStandby) throw refused(edit, shift.startMinute);
  if (edit.kind === 'addBreak') return [...shift.breaks, edit.entry];
  const entry = shift.breaks.find(({ startMinute }) => startMinute === edit.startMinute);
  if (entry === undefined) throw refused(edit, edit.startMinute);
  const others = shift.breaks.filter((other) => other !== entry);
  if (edit.kind === 'removeBreak') return others;
  const endMinute = edit.toMinute + entry.endMinute - entry.startMinute;
  return [...others, { ...entry, startMinute: edit.toMinute, endMinute }];
}

function refused({ staffId, date }: RosterCell, startMinute: number): SekisuError {
  const time = startMinute >= 0 && startMinute <= 1440 ? formatTime(startMinute) : String(startMinute);
  return new SekisuError('edit.break-refused', { staff: staffId, date: date.toString(), time });
}

/** The duty in a cell. @throws SekisuError `edit.no-shift` */
function shiftAt(ground: EditGround, cell: RosterCell): Shift {
  const shift = dutyAt(ground, cell);
  if (shift !== null) return shift;
  throw new SekisuError('edit.no-shift', { staff: cell.staffId, date: cell.date.toString() });
}

function dutyAt(ground: EditGround, cell: RosterCell): Shift | null {
  const { shifts } = ground.days[dayIndexOf(ground, cell)]!;
  return shifts.find(({ staffId }) => staffId === cell.staffId) ?? null;
}

function dayIndexOf(ground: EditGround, cell: RosterCell): number {
  const index = ground.days.findIndex(({ date }) => date.equals(cell.date));
  if (index === -1) throw unknownCell(cell);
  return index;
}

function personAt(ground: EditGround, cell: RosterCell): StaffMember {
  const person = ground.staff.find(({ id }) => id === cell.staffId);
  if (person === undefined) throw unknownCell(cell);
  return person;
}

function unknownCell({ staffId, date }: RosterCell): SekisuError {
  return new SekisuError('edit.unknown-cell', { staff: staffId, date: date.toString() });
}

function changed(ground: EditGround, days: readonly RosterDay[]): EditedDays {
  const pairs = days.flatMap((day, index) =>
    day === ground.days[index] ? [] : [{ before: ground.days[index]!, after: day }],
  );
  return {
    days,
    before: pairs.map(({ before }) => before),
    touched: pairs.flatMap(({ before, after }) => {
      const ids = new Set([...before.shifts, ...after.shifts].map(({ staffId }) => staffId));
      const textOf = (day: RosterDay, id: string): string =>
        JSON.stringify(day.shifts.filter(({ staffId }) => staffId === id));
      return [...ids]
        .filter((id) => textOf(before, id) !== textOf(after, id))
        .map((staffId) => ({ date: after.date, staffId }));
    }),
  };
}
