/**
 * Edits of a month of 100 people by hand: how long each kind takes until the new roster, its findings and its score are
 * there, by hand with `node bench/edit-roster.ts [PEOPLE] [NEEDED]`. The aim is 95 of 100 edits under 100 ms.
 */
import { cpus } from 'node:os';
import { LocalDate, YearMonth } from '@js-joda/core';
import { openDaysOfMonth } from '../src/calendar/index.ts';
import { editedDays, type RosterEdit } from '../src/roster/edit-roster.ts';
import { type Editing, edited, openEditing } from '../src/roster/editing.ts';
import { checkRoster, type RosterDay, type RuleContext } from '../src/roster/index.ts';
import { findingsOf } from '../src/roster/rules/recheck.ts';
import { labour, labourRecord, person } from '../test/build/roster.ts';
import { sampleContract } from '../test/build/sample.ts';

const headcount = Number(process.argv[2] ?? 100);
const editsPerKind = 100;
/** Share of operators on duty whom a day needs at the phone. */
const neededFraction = Number(process.argv[3] ?? 0.6);

const month = YearMonth.of(2024, 5);
const contract = sampleContract;
const number = (index: number): string => String(index + 1).padStart(3, '0');
const leads = Math.max(2, Math.round(headcount / 20));
const staff = Array.from({ length: headcount }, (_, index) =>
  person({
    id: index < leads ? `SV${number(index)}` : `OP${number(index - leads)}`,
    role: index < leads ? 'supervisor' : 'operator',
    employment: index % 5 === 4 ? 'part' : 'full',
    leave: index % 20 === 7 ? [LocalDate.of(2024, 5, 15)] : [],
    labour: labour({ hourlyWageYen: 1400 }),
  }),
);
const random = seeded(1);

/** Every person works four days in five, the pattern by turns, with breaks placed as an edit places them. */
function rosterOf(of: YearMonth): RosterDay[] {
  const open = openDaysOfMonth(contract.opening, of);
  let days: readonly RosterDay[] = open.map(({ date }) => ({ date, shifts: [] }));
  const demands = demandsOf(of);
  open.forEach(({ date }, index) => {
    for (const [place, { id }] of staff.entries()) {
      if ((place + index) % 5 === 0) continue;
      const patternCode = (place + index) % 5 === 1 && place % 7 === 3 ? '待' : place % 2 === 0 ? '早' : '遅';
      const edit: RosterEdit = { kind: 'assign', date, staffId: id, patternCode };
      days = editedDays({ contract, staff, days, demands }, edit).days;
    }
  });
  return [...days];
}

function demandsOf(of: YearMonth): RuleContext['demands'] {
  const seats = Math.floor((headcount - leads) * 0.8 * neededFraction);
  return openDaysOfMonth(contract.opening, of).map((day) => ({
    ...day,
    intervalMinutes: contract.intervalMinutes,
    requiredSeats: Array.from(
      { length: Math.ceil((day.endMinute - day.startMinute) / contract.intervalMinutes) },
      () => seats,
    ),
  }));
}

const context: RuleContext = {
  contract,
  month,
  staff,
  days: rosterOf(month),
  demands: demandsOf(month),
  daysBefore: rosterOf(month.minusMonths(1)),
  daysAfter: null,
  record: labourRecord({
    published: { days: rosterOf(month), settled: [] },
    today: LocalDate.of(2024, 5, 1),
  }),
};

const anyOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
const anyCell = () => ({ date: anyOf(context.days).date, staffId: anyOf(staff).id });
/** A cell with a shift, as the roster stands. */
function workedCell({
  check,
}: Editing): ReturnType<typeof anyCell> & { readonly breaks: RosterDay['shifts'][number]['breaks'] } {
  const day = anyOf(check.context.days);
  const shift = anyOf(day.shifts.filter(({ isStandby, breaks }) => !isStandby && breaks.length > 0));
  return { date: day.date, staffId: shift.staffId, breaks: shift.breaks };
}

const kinds: Readonly<Record<string, (editing: Editing) => RosterEdit>> = {
  assign: () => ({ kind: 'assign', ...anyCell(), patternCode: anyOf(['早', '遅', '待']) }),
  clear: () => ({ kind: 'clear', ...anyCell() }),
  move: (editing) => {
    const { date, staffId } = workedCell(editing);
    return { kind: 'move', from: { date, staffId }, to: anyCell() };
  },
  'swap of one day': () => ({
    kind: 'swap',
    staffIds: [anyOf(staff).id, anyOf(staff).id],
    dates: [anyCell().date],
  }),
  'swap of two days': () => ({
    kind: 'swap',
    staffIds: [anyOf(staff).id, anyOf(staff).id],
    dates: [anyCell().date, anyCell().date],
  }),
  'remove a break': (editing) => {
    const { breaks, ...cell } = workedCell(editing);
    return { kind: 'removeBreak', ...cell, startMinute: anyOf(breaks).startMinute };
  },
};

console.log(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}`);
console.log(
  `${headcount} people, ${context.days.length} open days, ${contract.intervalMinutes}-minute intervals`,
);
const opened = timed(() => openEditing(context));
console.log(
  `all rules once: ${opened.milliseconds.toFixed(0)} ms, ${findingsOf(opened.value.check).length} findings`,
);
console.log('| edit | p50 ms | p95 ms | worst ms |\n| --- | --- | --- | --- |');
const all: number[] = [];
for (const [name, editOf] of Object.entries(kinds)) {
  let editing = opened.value;
  const times: number[] = [];
  for (let count = 0; count < editsPerKind; count += 1) {
    const edit = editOf(editing);
    const { value, milliseconds } = timed(() => edited(editing, edit));
    editing = value.editing;
    times.push(milliseconds);
  }
  const text = (found: ReturnType<typeof checkRoster>): string =>
    found.map((entry) => `${entry.level} ${entry.text.ja}`).join('\n');
  if (text(findingsOf(editing.check)) !== text(checkRoster(editing.check.context))) throw new Error(name);
  all.push(...times);
  console.log(row(name, times));
}
console.log(row('all', all));

function row(name: string, times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (fraction: number): string =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))]!.toFixed(1);
  return `| ${name} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`;
}

function timed<T>(work: () => T): { readonly value: T; readonly milliseconds: number } {
  const start = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - start };
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
