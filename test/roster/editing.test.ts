import type { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Contract } from '../../src/contract/index.ts';
import { SekisuError } from '../../src/errors.ts';
import { editedDays, type RosterEdit } from '../../src/roster/edit-roster.ts';
import { edited, openEditing } from '../../src/roster/editing.ts';
import { checkRoster, type RuleContext, restrictionKinds, type Shift } from '../../src/roster/index.ts';
import { findingsOf } from '../../src/roster/rules/recheck.ts';
import {
  day,
  demandOf,
  labour,
  labourContract,
  labourRecord,
  pastMonths,
  people,
  range,
  rosterDays,
  ruleContext,
  rulesOf,
  shift,
} from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

/** The code of the error that a call throws, or null. */
function codeOf(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    if (error instanceof SekisuError) return error.code;
    throw error;
  }
}

const dates = ['2024-05-01', '2024-05-02', '2024-05-07', '2024-05-08', '2024-05-09', '2024-05-10']
  .concat(['2024-05-13', '2024-05-14', '2024-05-15', '2024-05-16', '2024-05-17', '2024-05-31'])
  .map(day);
const ids = ['OP01', 'OP02', 'OP03', 'OP04', 'SV01', 'SV02', 'MG01'];
const rests = ['9:45-9:55', '10:55-11:05', '12:50-13:00', '14:00-14:10', '15:10-15:20', '16:20-16:30'];
const early = (id: string): Shift => shift(id, '8:45-17:15', { meal: '12:00-12:45', rests });

/** One seat needed, OP01 at the phone and OP02 on call on two days, OP03 off. */
function small(): RuleContext {
  return ruleContext({
    staff: people(3),
    shifts: {
      '2024-05-08': [early('OP01'), shift('OP02', '8:45-17:30', { isStandby: true })],
      '2024-05-09': [early('OP01'), shift('OP02', '8:45-17:30', { isStandby: true })],
    },
    seats: 1,
  });
}

const cell = (staffId: string, date = '2024-05-08') => ({ staffId, date: day(date) });
const dutiesOf = (context: RuleContext, edit: RosterEdit, date = '2024-05-08'): string[] =>
  editedDays(context, edit)
    .days.find((entry) => entry.date.equals(day(date)))!
    .shifts.map(({ staffId, patternCode }) => `${staffId} ${patternCode}`);

describe('editedDays', () => {
  it('assigns a pattern with its times and breaks of its own', () => {
    const { days, touched } = editedDays(small(), { kind: 'assign', ...cell('OP03'), patternCode: '遅' });
    const own = days[0]!.shifts.find(({ staffId }) => staffId === 'OP03')!;
    expect([own.startMinute, own.endMinute, own.isStandby]).to.deep.equal([540, 1050, false]);
    expect(own.breaks.filter(({ kind }) => kind === 'meal')).to.have.length(1);
    // OP01 eats from 12:00 to 12:45, when OP03 is needed.
    const meal = own.breaks.find(({ kind }) => kind === 'meal')!;
    expect(meal.endMinute <= 720 || meal.startMinute >= 765).to.equal(true);
    expect(touched).to.deep.equal([cell('OP03')]);
  });

  it('leaves the breaks of everybody else and other days as they are', () => {
    const context = small();
    const { days, before } = editedDays(context, { kind: 'assign', ...cell('OP03'), patternCode: '早' });
    expect(days[0]!.shifts[0]).to.equal(context.days[0]!.shifts[0]);
    expect(days[1]).to.equal(context.days[1]);
    expect(before).to.deep.equal([context.days[0]]);
  });

  it('puts somebody on call, without breaks', () => {
    const { days } = editedDays(small(), { kind: 'assign', ...cell('OP03'), patternCode: '待' });
    const own = days[0]!.shifts.at(-1)!;
    expect([own.isStandby, own.startMinute, own.endMinute, own.breaks]).to.deep.equal([true, 525, 1050, []]);
  });

  it('clears, moves and swaps', () => {
    expect(dutiesOf(small(), { kind: 'clear', ...cell('OP01') })).to.deep.equal(['OP02 待']);
    const toOther: RosterEdit = { kind: 'move', from: cell('OP01'), to: cell('OP03') };
    expect(dutiesOf(small(), toOther)).to.deep.equal(['OP02 待', 'OP03 早']);
    const toDay: RosterEdit = { kind: 'move', from: cell('OP01'), to: cell('OP02', '2024-05-09') };
    expect(dutiesOf(small(), toDay)).to.deep.equal(['OP02 待']);
    expect(dutiesOf(small(), toDay, '2024-05-09')).to.deep.equal(['OP01 早', 'OP02 早']);
    const swap: RosterEdit = {
      kind: 'swap',
      staffIds: ['OP01', 'OP03'],
      dates: [day('2024-05-08'), day('2024-05-09')],
    };
    expect(dutiesOf(small(), swap)).to.deep.equal(['OP02 待', 'OP03 早']);
    expect(editedDays(small(), swap).touched).to.have.length(4);
  });

  it('gives a duty the role of who takes it', () => {
    const context = { ...small(), staff: people(3) };
    const { days } = editedDays(context, { kind: 'move', from: cell('OP01'), to: cell('SV01') });
    expect(days[0]!.shifts.find(({ staffId }) => staffId === 'SV01')!.role).to.equal('supervisor');
  });

  it('moves, adds and removes one break', () => {
    const breaksAfter = (edit: RosterEdit): string[] =>
      editedDays(small(), edit).days[0]!.shifts[0]!.breaks.map(
        (entry) => `${entry.kind} ${entry.startMinute}-${entry.endMinute}`,
      );
    const moved = breaksAfter({ kind: 'moveBreak', ...cell('OP01'), startMinute: 720, toMinute: 700 });
    expect(moved).to.include('meal 700-745').and.not.include('meal 720-765');
    const entry = { kind: 'rest' as const, startMinute: 1020, endMinute: 1030 };
    expect(breaksAfter({ kind: 'addBreak', ...cell('OP01'), entry })).to.include('rest 1020-1030');
    const removed = breaksAfter({ kind: 'removeBreak', ...cell('OP01'), startMinute: 585 });
    expect(removed).to.have.length(6).and.not.include('rest 585-595');
  });

  it('refuses a break out of the shift, over another one, of nobody, and on call', () => {
    const move = (startMinute: number, toMinute: number, staffId = 'OP01'): RosterEdit => ({
      kind: 'moveBreak',
      ...cell(staffId),
      startMinute,
      toMinute,
    });
    for (const edit of [
      move(720, 1000),
      move(720, 620),
      move(585, 520),
      move(721, 730),
      move(600, 700, 'OP02'),
    ]) {
      expect(codeOf(() => editedDays(small(), edit))).to.equal('edit.break-refused');
    }
    // To the very start or end of the shift it may go; the rules say what is wrong with it.
    expect(codeOf(() => editedDays(small(), move(585, 525)))).to.equal(null);
  });

  it('refuses what names nothing of the roster', () => {
    const assign = (staffId: string, date: string, patternCode: string): RosterEdit => ({
      kind: 'assign',
      ...cell(staffId, date),
      patternCode,
    });
    expect(codeOf(() => editedDays(small(), assign('OP09', '2024-05-08', '早')))).to.equal(
      'edit.unknown-cell',
    );
    expect(codeOf(() => editedDays(small(), assign('OP01', '2024-05-11', '早')))).to.equal(
      'edit.unknown-cell',
    );
    expect(codeOf(() => editedDays(small(), assign('OP01', '2024-05-08', '夜')))).to.equal(
      'edit.unknown-pattern',
    );
    const move: RosterEdit = { kind: 'move', from: cell('OP03'), to: cell('OP01') };
    expect(codeOf(() => editedDays(small(), move))).to.equal('edit.no-shift');
  });

  it('has no breaks where none are legal, and the rules say so', () => {
    const breaks = { ...sampleContract.breaks, mealWindow: { start: 660, end: 690 } };
    const context = { ...small(), contract: { ...sampleContract, breaks } };
    const { editing, appeared } = edited(openEditing(context), {
      kind: 'assign',
      ...cell('OP03'),
      patternCode: '早',
    });
    expect(editing.check.context.days[0]!.shifts.at(-1)!.breaks).to.deep.equal([]);
    expect(rulesOf(appeared)).to.include('H labour.meal-break');
  });
});

describe('edited', () => {
  it('says what appears and what goes, the cover of the day and the score', () => {
    const editing = openEditing({ ...small(), contract: { ...sampleContract, minimumOperators: 1 } });
    const out = edited(editing, { kind: 'clear', ...cell('OP01') });
    expect(rulesOf(out.appeared)).to.include('H cover.minimum-operators');
    expect(out.cover.map(({ date }) => date.toString())).to.deep.equal(['2024-05-08']);
    expect(out.cover[0]!.onPhone.every((count) => count === 0)).to.equal(true);
    expect(out.editing.score.missingSeatIntervals).to.equal(
      editing.score.missingSeatIntervals -
        editing.cover[0]!.missingSeatIntervals +
        out.cover[0]!.onPhone.length,
    );
    // A shift of 8:45 to 17:15 with 45 minutes of meal is seven hours and three quarters.
    expect(editing.score.paidMinutes - out.editing.score.paidMinutes).to.equal(465);
    const back = edited(out.editing, { kind: 'restore', days: out.before });
    expect(back.editing.score).to.deep.equal(editing.score);
    expect(rulesOf(back.gone)).to.deep.equal(rulesOf(out.appeared));
    expect(rulesOf(back.appeared)).to.deep.equal(rulesOf(out.gone));
  });

  it('does not refuse what the law forbids', () => {
    const staff = people(3).map((person) => ({ ...person, leave: [day('2024-05-08')] }));
    const { appeared, editing } = edited(openEditing({ ...small(), staff }), {
      kind: 'assign',
      ...cell('OP03'),
      patternCode: '早',
    });
    expect(rulesOf(appeared)).to.include('H labour.leave');
    expect(editing.score.findings.H).to.be.greaterThan(0);
  });

  const anyCell = fc.record({ date: fc.constantFrom(...dates), staffId: fc.constantFrom(...ids) });
  const anyEdit: fc.Arbitrary<RosterEdit> = fc.oneof(
    fc
      .tuple(anyCell, fc.constantFrom('早', '遅', '前', '中', '後', '待'))
      .map(([at, patternCode]) => ({ kind: 'assign' as const, ...at, patternCode })),
    anyCell.map((at) => ({ kind: 'clear' as const, ...at })),
    fc.tuple(anyCell, anyCell).map(([from, to]) => ({ kind: 'move' as const, from, to })),
    fc
      .tuple(
        fc.subarray(ids, { minLength: 2, maxLength: 2 }),
        fc.subarray(dates, { minLength: 1, maxLength: 2 }),
      )
      .map(([two, swapped]) => ({
        kind: 'swap' as const,
        staffIds: [two[0]!, two[1]!] as const,
        dates: swapped,
      })),
    fc
      .tuple(anyCell, fc.integer({ min: 36, max: 68 }), fc.constantFrom('meal' as const, 'rest' as const))
      .map(([at, quarter, kind]) => ({
        kind: 'addBreak' as const,
        ...at,
        entry: { kind, startMinute: quarter * 15, endMinute: quarter * 15 + 15 },
      })),
  );
  const since = { from: day('2024-05-06'), to: day('2024-05-25'), minutes: null };
  const staff = people(4).map((person, index) => ({
    ...person,
    employment: index > 0 ? ('part' as const) : ('full' as const),
    maximumWeeklyMinutes: 900 + index * 300,
    maximumDailyMinutes: 400 + index * 40,
    maximumWeeklyDays: 3,
    minimumMonthlyMinutes: 2000,
    leave: index === 1 ? [day('2024-05-08')] : [],
    birthDate: index === 2 ? day('2008-01-01') : null,
    labour: labour({
      restrictions: restrictionKinds
        .filter((_, place) => place % 7 === index)
        .map((kind) => ({ kind, ...since })),
      hourlyWageYen: index % 2 === 0 ? 1500 : null,
      careLeave: [day('2024-05-15')],
    }),
  }));
  const around = (month: string, last: number): ReturnType<typeof rosterDays> =>
    rosterDays(
      Object.fromEntries(
        [last - 1, last].map((number) => [
          `${month}-${String(number).padStart(2, '0')}`,
          ids.map((id) => early(id)),
        ]),
      ),
    );
  const published = rosterDays(
    Object.fromEntries(dates.slice(0, 8).map((date) => [date.toString(), ids.slice(0, 5).map(early)])),
  );
  const overtime36 = day('2024-03-15');
  const variableHours = { concludedOn: overtime36, startsOn: day('2024-04-01') };
  const worlds: readonly (Partial<RuleContext> & { readonly contract: Contract })[] = [
    { contract: sampleContract, daysBefore: around('2024-04', 30) },
    {
      contract: labourContract({}, { overtime36: null, staggeredBreaks: null }),
      daysAfter: around('2024-06', 2),
      record: labourRecord({
        pastMonths: pastMonths({ '2024-03': { overtime: 90 }, '2024-04': { overtime: 80, worked: 160 } }),
        published: { days: published, settled: [] },
        today: day('2024-05-02'),
      }),
    },
    {
      contract: labourContract({ fourWeekRestStartsOn: day('2024-05-01') }, { overtime36, variableHours }),
      daysBefore: around('2024-04', 30),
      daysAfter: around('2024-06', 2),
      record: labourRecord({
        published: { days: published, settled: [] },
        today: day('2024-05-02'),
        fixedPeriods: [{ start: day('2024-05-01'), end: day('2024-05-31'), days: published }],
      }),
    },
  ];
  const textOf = (context: RuleContext, findings = checkRoster(context)): string[] =>
    findings.map(({ rule, level, text, why }) => `${level} ${rule} ${text.ja} ${why?.ja ?? ''}`);

  it('finds after any edits what all rules find from scratch, in the same order', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...worlds),
        fc.array(fc.subarray(ids), { minLength: dates.length, maxLength: dates.length }),
        fc.array(anyEdit, { minLength: 1, maxLength: 8 }),
        (world, onDuty, edits) => {
          const days = dates.map((date: LocalDate, index) => ({
            date,
            shifts: onDuty[index]!.map((id) => ({
              ...early(id),
              role: staff.find((person) => person.id === id)!.role,
            })),
          }));
          const demands = dates.map((date) => demandOf(date, 2, range('9:00-17:15')));
          let editing = openEditing({ ...ruleContext({ staff, ...world }), days, demands });
          for (const edit of edits) {
            const before = textOf(editing.check.context);
            let out: ReturnType<typeof edited>;
            try {
              out = edited(editing, edit);
            } catch (error) {
              expect((error as { code?: string }).code).to.be.oneOf(['edit.no-shift', 'edit.break-refused']);
              continue;
            }
            editing = out.editing;
            const { context } = editing.check;
            expect(textOf(context, findingsOf(editing.check))).to.deep.equal(textOf(context));
            const scratch = openEditing(context);
            expect(editing.score).to.deep.equal(scratch.score);
            expect(editing.cover).to.deep.equal(scratch.cover);
            // What appeared and went explains the difference in numbers.
            expect(before.length + out.appeared.length - out.gone.length).to.equal(textOf(context).length);
            for (const { rule } of [...out.appeared, ...out.gone]) seen.add(rule);
            const undone = edited(editing, { kind: 'restore', days: out.before });
            expect(textOf(context, findingsOf(undone.editing.check))).to.deep.equal(before);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(seen.size).to.be.greaterThan(15);
  });
});
