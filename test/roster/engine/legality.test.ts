import { expect } from 'chai';
import { CheapestScheduleSearch } from '../../../src/roster/engine/cheapest-schedule.ts';
import { type Duty, isLegal, type Person, personRules } from '../../../src/roster/engine/index.ts';
import { daysBetween, windowEdges } from '../../../src/roster/engine/window.ts';
import { freePerson, problemOf } from './tiny-problems.ts';

/** Early, late and night: no early after a late, nothing but a night after a night. */
const duties: readonly Duty[] = [
  { id: 'E', minutes: 480, blocksNext: [] },
  { id: 'L', minutes: 600, blocksNext: [0] },
  { id: 'N', minutes: 720, blocksNext: [0, 1] },
];

/**
 * Whether a person may have a schedule, written as a letter a day (`-` off). Told by the check and by the search, which
 * is offered nothing but this schedule: both must agree.
 */
function mayHave(limits: Partial<Person>, letters: string): boolean {
  const schedule = [...letters].map((letter) => duties.findIndex(({ id }) => id === letter));
  const dayCount = schedule.length;
  const person = freePerson(dayCount, duties.length, limits);
  const problem = problemOf(person, duties, dayCount);
  const rules = personRules(duties, person);
  const stride = duties.length + 1;
  const price = new Float64Array(dayCount * stride).fill(Infinity);
  schedule.forEach((duty, day) => {
    price[day * stride + duty + 1] =
      duty < 0 ? person.offPrice[day]! : person.dutyPrice[day * duties.length + duty]!;
  });
  const edges = windowEdges(problem, rules, new Int16Array(dayCount).fill(-1), 0, daysBetween(0, dayCount));
  const found = new CheapestScheduleSearch(rules, problem.weekendOf, { units: 0 }).find(
    edges,
    price,
    Infinity,
  );
  const isLegalHere = isLegal(problem, rules, schedule, 0);
  expect(found !== null, `${letters} by the search`).to.equal(isLegalHere);
  return isLegalHere;
}

/** Days from Monday on; the sixth and seventh of each seven are a weekend. */
const rules: readonly (readonly [
  name: string,
  cases: readonly (readonly [limits: Partial<Person>, yes: readonly string[], no: readonly string[]])[],
])[] = [
  [
    'most days in a row: the day before the time and the day after it are days off',
    [
      [
        { maximumRun: 3 },
        ['EEE-EEE', 'EEE----', '----EEE', '-EEE---', '-------'],
        ['EEEE---', '---EEEE', '-EEEE--', 'EEEEEEE', 'EELE---'],
      ],
      [{ maximumRun: 1 }, ['E-E-E-E'], ['EE-----', '-----EE', 'EL-----']],
      [{ maximumRun: 0 }, ['-------'], ['E------', '------E']],
    ],
  ],
  [
    'least days in a row: endlessly many are worked before the time and after it',
    [
      [
        { minimumRun: 3 },
        ['E------', '------E', 'EE---EE', '-EEE---', '-------', 'EEEEEEE', 'E-EEE-E', 'E-----E'],
        ['-E-----', '-----E-', '--EE---', 'E-EE--E', '-EEE-E-', 'E--E---'],
      ],
      [{ minimumRun: 1 }, ['-E-E-E-'], []],
      [{ minimumRun: 0 }, ['-E-E-E-'], []],
    ],
  ],
  [
    'least days off in a row: endlessly many are off before the time and after it',
    [
      [
        { minimumOff: 3 },
        ['-EEEEEE', 'EEEEEE-', '--EEE--', 'EE---EE', '-E---E-', '-------', 'EEEEEEE'],
        ['E-EEEEE', 'EE--EEE', '-E--E--', 'EEEEE-E', 'E---E-E'],
      ],
      [{ minimumOff: 1 }, ['E-E-E-E'], []],
      [{ minimumOff: 0 }, ['E-E-E-E'], []],
    ],
  ],
  [
    'what may not follow on the next day; the days around the time are off',
    [
      [
        {},
        ['EL-----', 'ELNNNNN', 'L-E----', 'N-E----', 'N------', '------N', 'LLLLLLL', 'LN-E---'],
        ['LE-----', 'NE-----', 'NL-----', '-----LE', '-----NL', 'E--NNLL'],
      ],
    ],
  ],
  [
    'least and most minutes in the whole time, the limits themselves allowed',
    [
      [{ minimumMinutes: 1440 }, ['EEE----', '-N-N---', 'EEEE---'], ['EE-----', '-N-L---', '-------']],
      [{ maximumMinutes: 1440 }, ['EEE----', '-N-N---', '-------'], ['EEEE---', '-N-N-E-', 'LLL----']],
      [
        { minimumMinutes: 1200, maximumMinutes: 1200 },
        ['LL-----', 'E-N----'],
        ['EE-----', 'EEE----', 'LN-----'],
      ],
      // 1,200 is no multiple of 480 and 720 apart from their common 240; 1,000 is reached only by more.
      [{ minimumMinutes: 1000, maximumMinutes: 1070 }, [], ['EE-----', 'LL-----', 'EL-----']],
      [{ minimumMinutes: 1000, maximumMinutes: 1080 }, ['EL-----'], ['EE-----', 'EN-----']],
    ],
  ],
  [
    'most weekends: one counts when Saturday or Sunday is worked, once when both are',
    [
      [
        { maximumWeekends: 0 },
        ['EEEEE--', 'EEEEE--EEEEE--'],
        ['-----E-', '------E', '-----EE', '------------EE'],
      ],
      [
        { maximumWeekends: 1 },
        ['-----EEEEEEE--', '-----E--------', '------EE------', 'EEEEE-------EE', '-----EE'],
        ['-----E------E-', '------E-----E-', '-----EE-----EE', '-----E-------E'],
      ],
      [{ maximumWeekends: 2 }, ['-----EE-----EE'], ['-----E-------E-----E-']],
      // The time may end in the middle of a weekend.
      [{ maximumWeekends: 0 }, ['EEEEE-', 'EEEEE'], ['-----E']],
    ],
  ],
  [
    'most days of each duty; none means that it is not possible',
    [
      [{ dutyLimits: [2, 7, 7] }, ['EEL----', 'LLLLLLL', 'E-----E'], ['EEE----', 'E--E--E']],
      [{ dutyLimits: [7, 0, 7] }, ['EEEEEEE', 'N-N----'], ['L------', '------L']],
      [{ dutyLimits: [1, 1, 1] }, ['ELN----', 'N-L-E--'], ['ELL----', 'N-L-E-N']],
    ],
  ],
  [
    'days on which a duty, any duty, or a day off is not possible',
    [
      [
        { dutyPrice: Float64Array.from({ length: 21 }, (_, at) => (at === 3 * 3 + 1 ? Infinity : 0)) },
        ['---E---', '---N---', '--L-L--'],
        ['---L---', 'EEEL---'],
      ],
      [
        { dutyPrice: Float64Array.from({ length: 21 }, (_, at) => (at < 3 ? Infinity : 0)) },
        ['-EEEEEE', '-------'],
        ['E------', 'L------', 'N------'],
      ],
      [
        { offPrice: Float64Array.from({ length: 7 }, (_, day) => (day === 6 ? Infinity : 0)) },
        ['------E', 'EEEEEEE'],
        ['-------', 'EEEEEE-'],
      ],
    ],
  ],
];

describe('the rules of a person', () => {
  for (const [name, cases] of rules) {
    it(`keep ${name}`, () => {
      for (const [limits, yes, no] of cases) {
        for (const letters of yes) expect(mayHave(limits, letters), `${letters} is allowed`).to.equal(true);
        for (const letters of no) expect(mayHave(limits, letters), `${letters} is refused`).to.equal(false);
      }
    });
  }

  it('hold together: a run at the start may be short but not too long, and a gap after it not short', () => {
    const limits = { minimumRun: 2, maximumRun: 3, minimumOff: 2, maximumWeekends: 1 };
    for (const letters of ['E--EE--', 'EEE--EE--EEE--', '--EEE---EE---E', '-EE--E'])
      expect(mayHave(limits, letters), letters).to.equal(true);
    for (const letters of ['E-EEE--', 'E--E--E', 'EEEE---', '-EE---E-----E-'])
      expect(mayHave(limits, letters), letters).to.equal(false);
  });
});
