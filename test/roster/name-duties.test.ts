import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Contract, ShiftPattern } from '../../src/contract/index.ts';
import type { Pin, Shift, StaffMember, Wish } from '../../src/roster/index.ts';
import type { MonthTask } from '../../src/roster/month/problem.ts';
import { nameDuties } from '../../src/roster/name-duties.ts';
import {
  day,
  dayNeed,
  demandsOfMonth,
  labourContract,
  monthTask,
  people,
  person,
  rosterDays,
} from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const may = YearMonth.of(2024, 5);
/** 1, 2, 7, 8, 9 and 10 May. */
const firstNeeds = demandsOfMonth(sampleContract, may, 2)
  .slice(0, 6)
  .map((demand) => dayNeed(demand));

const patternOf = (contract: Contract, code: string): ShiftPattern =>
  contract.shiftPatterns.find((pattern) => pattern.code === code)!;

function shiftOf(member: StaffMember, code: string, contract: Contract = sampleContract): Shift {
  const range = code === '待' ? contract.standby : patternOf(contract, code);
  return {
    staffId: member.id,
    role: member.role,
    patternCode: code,
    startMinute: range.start,
    endMinute: range.end,
    isStandby: code === '待',
    breaks: [],
  };
}

/** A duty per person on each of the first days, `-` for none. */
const shiftsOf = (task: MonthTask, days: readonly (readonly string[])[]): Shift[][] =>
  task.needs.map((_, day) =>
    task.people.flatMap((member, index) => {
      const code = days[day]?.[index] ?? '-';
      return code === '-' ? [] : [shiftOf(member, code, task.contract)];
    }),
  );

const codesOf = (shifts: readonly (readonly Shift[])[]): string[] =>
  shifts.map((ofDay) => ofDay.map(({ patternCode }) => patternCode).join(''));

/** The open minutes that a shift covers, and its minutes of work. */
function givenBy(contract: Contract, { patternCode }: Shift): readonly number[] {
  const { start, end, mealMinutes } = patternOf(contract, patternCode);
  return [Math.max(start, 540), Math.min(end, 1035), mealMinutes, end - start - mealMinutes];
}

describe('nameDuties', () => {
  const anyTask = fc
    .record({
      rest: fc.constantFrom(660, 930, 925),
      patterns: fc.array(fc.constantFrom(['早', '遅'], ['早', '遅'], ['早'], ['遅'], ['前', '早', '遅']), {
        minLength: 1,
        maxLength: 4,
      }),
      days: fc.array(fc.array(fc.constantFrom('早', '遅', '前', '待', '-'), { minLength: 4, maxLength: 4 }), {
        minLength: 6,
        maxLength: 6,
      }),
      wished: fc.array(fc.constantFrom('早', '遅', null), { minLength: 4, maxLength: 4 }),
    })
    .map(({ rest, patterns, days, wished }) => {
      const contract = labourContract({ minimumRestBetweenShiftsMinutes: rest });
      const staff = patterns.map((patternCodes, index) =>
        person({
          id: `OP0${index + 1}`,
          patternCodes,
          wishes:
            wished[index] === null
              ? []
              : [
                  {
                    kind: 'pattern',
                    from: day('2024-05-01'),
                    to: day('2024-05-31'),
                    patternCode: wished[index]!,
                    weight: 2,
                  },
                ],
        }),
      );
      const task = monthTask({ contract, people: staff, needs: firstNeeds, standbyPerDay: 1 });
      const possible = days.map((codes, at) =>
        staff.map(({ patternCodes }, index) => {
          const code = codes[index]!;
          const isOwn = code === '待' || patternCodes.includes(code);
          // The rests of the roster itself are kept.
          const before = at > 0 && at !== 2 ? days[at - 1]![index]! : '-';
          const isSoon =
            before !== '-' && before !== '待' && code !== '待' && isTooSoon(contract, before, code);
          return isOwn && !isSoon ? code : '-';
        }),
      );
      return { task, shifts: shiftsOf(task, possible) };
    });

  const isTooSoon = (contract: Contract, code: string, next: string): boolean =>
    code !== '-' &&
    next !== '-' &&
    1440 + patternOf(contract, next).start - patternOf(contract, code).end <
      contract.labour.minimumRestBetweenShiftsMinutes;

  it('gives nobody another cover, other work or a pattern that is not theirs, and keeps standbys and rests', () => {
    let renamed = 0;
    fc.assert(
      fc.property(anyTask, ({ task, shifts }) => {
        const { contract, people: staff } = task;
        const named = nameDuties(task, shifts);
        expect(named.map((ofDay) => ofDay.map(({ staffId }) => staffId))).to.deep.equal(
          shifts.map((ofDay) => ofDay.map(({ staffId }) => staffId)),
        );
        for (const [at, ofDay] of named.entries()) {
          for (const [place, shift] of ofDay.entries()) {
            const before = shifts[at]![place]!;
            expect(shift.isStandby).to.equal(before.isStandby);
            if (shift.isStandby) {
              expect(shift).to.deep.equal(before);
              continue;
            }
            const member = staff.find(({ id }) => id === shift.staffId)!;
            expect(shift).to.deep.equal(shiftOf(member, shift.patternCode, contract));
            expect(member.patternCodes).to.include(shift.patternCode);
            expect(givenBy(contract, shift)).to.deep.equal(givenBy(contract, before));
            if (shift.patternCode !== before.patternCode) renamed += 1;
            const next = task.needs[at + 1]?.date.equals(task.needs[at]!.date.plusDays(1))
              ? named[at + 1]!.find(({ staffId }) => staffId === shift.staffId)
              : undefined;
            if (next === undefined || next.isStandby) continue;
            expect(isTooSoon(contract, shift.patternCode, next.patternCode)).to.equal(false);
          }
        }
        expect(nameDuties(task, shifts)).to.deep.equal(named);
      }),
      { numRuns: 150, seed: 81 },
    );
    expect(renamed).to.be.above(100);
  });

  it('leaves the roster that it was given as it was', () => {
    const task = monthTask({ people: people(2, false), needs: firstNeeds });
    const given = shiftsOf(task, [['早', '早']]);
    nameDuties(task, given);
    expect(codesOf(given)).to.deep.equal(['早早', '', '', '', '', '']);
  });

  it('gives as many the early as the late pattern on each day, and each person both in turn', () => {
    for (const count of [2, 3, 4, 5]) {
      const task = monthTask({ people: people(count, false), needs: firstNeeds });
      const all = firstNeeds.map(() => task.people.map(() => '早'));
      const named = nameDuties(task, shiftsOf(task, all));
      for (const codes of codesOf(named)) {
        const early = [...codes].filter((code) => code === '早').length;
        expect(Math.abs(count - 2 * early)).to.be.at.most(1);
      }
      for (const { id } of task.people) {
        const own = named.flat().filter(({ staffId }) => staffId === id);
        const early = own.filter(({ patternCode }) => patternCode === '早').length;
        expect(Math.abs(own.length - 2 * early), `${count} people, ${id}`).to.be.at.most(2);
      }
    }
  });

  it('gives the others what evens out whoever has no choice, all month long', () => {
    const staff = [person({ id: 'OP01' }), person({ id: 'OP02', patternCodes: ['早'] })];
    const needs = demandsOfMonth(sampleContract, may, 2).map((demand) => dayNeed(demand));
    const task = monthTask({ people: staff, needs });
    const named = nameDuties(
      task,
      shiftsOf(
        task,
        needs.map(() => ['早', '早']),
      ),
    );
    expect(codesOf(named)).to.deep.equal(needs.map(() => '遅早'));
  });

  it('gives everybody what they wish, however many wish the same', () => {
    const wish: Wish = {
      kind: 'pattern',
      from: day('2024-05-01'),
      to: day('2024-05-31'),
      patternCode: '遅',
      weight: 1,
    };
    const staff = people(9, false).map((member) => ({ ...member, wishes: [wish] }));
    const task = monthTask({ people: staff, needs: firstNeeds });
    const all = firstNeeds.map(() => staff.map(() => '早'));
    expect(codesOf(nameDuties(task, shiftsOf(task, all)))).to.deep.equal(
      firstNeeds.map(() => '遅'.repeat(9)),
    );
  });

  it('keeps what is fixed, and gives what is wished', () => {
    const pins: Pin[] = ['2024-05-01', '2024-05-02', '2024-05-07'].map((date) => ({
      date: day(date),
      patternCode: '遅',
    }));
    const wishes: Wish[] = [
      { kind: 'on', from: day('2024-05-08'), to: day('2024-05-08'), patternCode: '遅', weight: 1 },
      { kind: 'on', from: day('2024-05-09'), to: day('2024-05-09'), patternCode: '早', weight: 1 },
      { kind: 'pattern', from: day('2024-05-10'), to: day('2024-05-31'), patternCode: '遅', weight: 1 },
    ];
    const task = monthTask({ people: [person({ pins, wishes })], needs: firstNeeds });
    for (const given of ['早', '遅']) {
      const named = nameDuties(
        task,
        shiftsOf(
          task,
          firstNeeds.map(() => [given]),
        ),
      );
      expect(codesOf(named)).to.deep.equal(['遅', '遅', '遅', '遅', '早', '遅']);
    }
  });

  it('keeps the roster that people know, where changing it costs something', () => {
    const staff = people(3, false);
    const plain = monthTask({ people: staff, needs: firstNeeds });
    const known = shiftsOf(
      plain,
      firstNeeds.map(() => ['遅', '遅', '早']),
    );
    const days = firstNeeds.map(({ date }, index) => ({ date, shifts: known[index]! }));
    const task = { ...plain, kept: [{ days, changePrice: 20 }] };
    const others = shiftsOf(
      plain,
      firstNeeds.map(() => ['早', '早', '早']),
    );
    expect(nameDuties(task, others)).to.deep.equal(known);
  });

  it('leaves the rest between shifts on days that follow each other only', () => {
    const contract = labourContract({ minimumRestBetweenShiftsMinutes: 930 });
    const wishes: Wish[] = [
      { kind: 'on', from: day('2024-05-01'), to: day('2024-05-01'), patternCode: '遅', weight: 3 },
      { kind: 'on', from: day('2024-05-02'), to: day('2024-05-02'), patternCode: '早', weight: 3 },
    ];
    const task = monthTask({ contract, people: [person({ wishes })], needs: firstNeeds });
    const one = nameDuties(task, shiftsOf(task, [['早'], ['早']]));
    // With early the day after, the first day cannot be late.
    expect(codesOf(one).slice(0, 2)).to.deep.equal(['早', '早']);
    const later = wishes.map((wish, index) => {
      const date = day(['2024-05-02', '2024-05-07'][index]!);
      return { ...wish, from: date, to: date };
    });
    const apart = monthTask({ contract, people: [person({ wishes: later })], needs: firstNeeds });
    const two = nameDuties(apart, shiftsOf(apart, [['-'], ['早'], ['早']]));
    expect(codesOf(two).slice(0, 3)).to.deep.equal(['', '遅', '早']);
  });

  it('leaves the rest to the published days around the month', () => {
    const contract = labourContract({ minimumRestBetweenShiftsMinutes: 930 });
    const needs = demandsOfMonth(contract, may, 2).map((demand) => dayNeed(demand));
    const last = needs.length - 1;
    const wishes = ['早', '遅'].map((patternCode, index): Wish => {
      const { date } = needs[index * last]!;
      return { kind: 'on', from: date, to: date, patternCode, weight: 3 };
    });
    const member = person({ wishes });
    const given = needs.map((_, index) => [index === 0 ? '遅' : index === last ? '早' : '-']);
    const edges = (changes: Partial<MonthTask>): string[] => {
      const task = monthTask({ contract, people: [member], needs, ...changes });
      const named = codesOf(nameDuties(task, shiftsOf(task, given)));
      return [named[0]!, named[last]!];
    };
    expect(edges({})).to.deep.equal(['早', '遅']);
    const daysBefore = rosterDays({ '2024-04-30': [shiftOf(member, '遅')] });
    expect(edges({ daysBefore })).to.deep.equal(['遅', '遅']);
    const daysAfter = rosterDays({ '2024-06-01': [shiftOf(member, '早')] });
    expect(edges({ daysAfter })).to.deep.equal(['早', '早']);
    const onCall = rosterDays({ '2024-04-30': [shiftOf(member, '待')] });
    expect(edges({ daysBefore: onCall })).to.deep.equal(['早', '遅']);
  });
});
