import { expect } from 'chai';
import fc from 'fast-check';
import { SekisuError } from '../../src/errors.ts';
import {
  type MonthTally,
  mergeTallies,
  type SimulationInput,
  seatsAsPeople,
  simulateMonths,
  simulateSeats,
  summarise,
} from '../../src/simulate/index.ts';
import { columnCount, columns } from '../../src/simulate/tally.ts';
import { seat, simulationInput, tracedCalls } from './build.ts';

const officeWindows = [
  { startSecond: 32_400, endSecond: 33_300 },
  { startSecond: 33_900, endSecond: 36_000 },
];

/** Three days in which everything varies that can. */
function variedInput(seed: number): SimulationInput {
  const person = seat({ windows: officeWindows, keepsBreakLength: true, mayBeAbsent: true, queueMask: 3 });
  const day = {
    openSecond: 32_400,
    callsPerInterval: [
      [6, 9, 0, 4],
      [2, 3, 1, 0],
    ],
    people: [
      { ...person, isReplaced: true },
      { ...person, queueMask: 1 },
      { ...person, kind: 'supervisor' as const },
      { kind: 'standby' as const, queueMask: 3, availableFromSecond: 33_000, mayBeAbsent: true },
    ],
  };
  return simulationInput({
    seed,
    queues: [
      simulationInput().queues[0]!,
      {
        handling: { kind: 'logNormal', ahtSeconds: 200, cvFraction: 1 },
        patience: { kind: 'endless' },
      },
    ],
    days: [day, { ...day, people: day.people.slice(1) }, { ...day, openSecond: 30_000 }],
    volumeCvFraction: 0.2,
    dayCvFraction: 0.1,
    redial: { redialFraction: 0.5, redialSeconds: 300 },
    overflow: { supervisorAfterSeconds: 20, automaticAfterSeconds: 200, waitingLimit: 3 },
    attendance: { absentFraction: 0.2, lateFraction: 0.2, lateSeconds: 600 },
  });
}

function expectBalanced(tally: MonthTally): void {
  const { intervalCounts: counts } = tally;
  for (let row = 0; row < counts.length; row += columnCount) {
    const of = (name: keyof typeof columns): number => counts[row + columns[name]]!;
    expect(of('answered') + of('abandoned') + of('automatic') + of('lost')).to.equal(of('offered'));
    expect(of('supervisor')).to.be.at.most(of('answered'));
    expect(of('answeredWithin')).to.be.at.most(of('answered'));
    expect(of('redials')).to.be.at.most(of('offered'));
    expect(of('answeredWaitMs')).to.be.at.most(of('waitMs'));
    expect(of('busyMs')).to.be.at.most(of('staffedMs') + 0.5 * of('offered') + 50);
  }
}

describe('simulateMonths', () => {
  it('gives every call exactly one end, in every interval', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => expectBalanced(simulateMonths(variedInput(seed), 0, 20))),
      { numRuns: 60, seed: 5 },
    );
  });

  it('gives the same months to the same seed and others to another', () => {
    const tally = simulateMonths(variedInput(1), 0, 30);
    expect(simulateMonths(variedInput(1), 0, 30)).to.deep.equal(tally);
    expect(simulateMonths(variedInput(2), 0, 30).monthOffered).not.to.deep.equal(tally.monthOffered);
    expect(simulateMonths(variedInput(1 + 2 ** 40), 0, 30).monthOffered).not.to.deep.equal(
      tally.monthOffered,
    );
  });

  it('gives the same numbers however the months are divided', () => {
    const whole = simulateMonths(variedInput(1), 0, 40);
    const division = fc.uniqueArray(fc.integer({ min: 1, max: 39 }), { maxLength: 6 });
    fc.assert(
      fc.property(division, (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), 40];
        const parts = bounds.slice(1).map((to, part) => simulateMonths(variedInput(1), bounds[part]!, to));
        expect(mergeTallies(parts)).to.deep.equal(whole);
      }),
      { numRuns: 20, seed: 6 },
    );
  });

  it('brings the expected calls to each interval, varying as asked', () => {
    const months = 20_000;
    const input = { ...variedInput(4), redial: { redialFraction: 0, redialSeconds: 300 } };
    const tally = simulateMonths(input, 0, months);
    // A day has 25 expected calls. Var of a count of mean m: m + m²(cv² of both factors together).
    const both = (1 + 0.2 ** 2) * (1 + 0.1 ** 2) - 1;
    for (const [interval, expected] of [8, 12, 1, 4].entries()) {
      const mean = tally.intervalCounts[interval * columnCount + columns.offered]! / months;
      const error = Math.sqrt((expected + expected ** 2 * both) / months);
      expect(mean).to.be.closeTo(expected, 4.5 * error);
    }
    const mean = tally.monthOffered.reduce((sum, value) => sum + value, 0) / months;
    const variance = tally.monthOffered.reduce((sum, value) => sum + (value - mean) ** 2, 0) / months;
    const expected = 75 + 75 ** 2 * 0.2 ** 2 + 3 * 25 ** 2 * (both - 0.2 ** 2);
    expect(mean).to.be.closeTo(75, 4.5 * Math.sqrt(expected / months));
    expect(variance / expected).to.be.closeTo(1, 0.06);
  });

  it('lets the same calls come whoever is there', () => {
    const marks = (people: number): string[] =>
      tracedCalls(
        simulationInput({
          redial: { redialFraction: 0.6, redialSeconds: 60 },
          days: [
            {
              openSecond: 0,
              callsPerInterval: [[12, 3, 0, 9]],
              people: Array.from({ length: people }, () => seat()),
            },
          ],
        }),
        11,
      )
        .filter((call) => call.attempt === 0)
        .map((call) => [call.arrivalSecond, call.handlingSeconds, call.patienceSeconds].join());
    expect(marks(0).length).to.be.greaterThan(5);
    expect(marks(3)).to.deep.equal(marks(0));
  });

  it('answers more calls with more seats', () => {
    let before = -1;
    for (let seats = 0; seats <= 6; seats++) {
      const people = Array.from({ length: seats }, () => seat());
      const days = [{ openSecond: 0, callsPerInterval: [[12, 30, 9, 20]], people }];
      const answered = simulateMonths(simulationInput({ days }), 0, 300).monthAnswered;
      const total = answered.reduce((sum, value) => sum + value, 0);
      expect(total).to.be.greaterThan(before);
      before = total;
    }
  });

  it('knows days without calls and days without people', () => {
    const quiet = { openSecond: 0, callsPerInterval: [[0, 0, 0, 0]], people: [seat()] };
    const empty = { openSecond: 0, callsPerInterval: [[5, 5, 5, 5]], people: [] };
    const { days, answerRate } = summarise(simulateMonths(simulationInput({ days: [quiet, empty] }), 0, 50));
    expect(days[0]!.figures.offeredCalls).to.equal(0);
    expect(days[0]!.answerRate).to.deep.equal({ mean: 1, low: 1, high: 1 });
    expect(days[0]!.probabilityTargetMet.mean).to.equal(1);
    expect(days[1]!.figures.answeredCalls).to.equal(0);
    expect(days[1]!.figures.abandonedCalls).to.equal(days[1]!.figures.offeredCalls);
    expect(days[1]!.figures.occupancyFraction).to.equal(0);
    expect(days[1]!.probabilityTargetMet.mean).to.equal(0);
    expect(answerRate.mean).to.equal(0);
    const onlyQuiet = summarise(simulateMonths(simulationInput({ days: [quiet] }), 0, 50));
    expect(onlyQuiet.probabilityTargetMet.mean).to.equal(1);
    const noDays = summarise(simulateMonths(simulationInput({ days: [] }), 0, 5));
    expect(noDays.answerRate.mean).to.equal(1);
  });

  it('treats abstract seats that never change as simulateSeats does', () => {
    const base = simulationInput();
    const seatsPerInterval = [3, 3, 3, 3];
    const callsPerInterval = [20, 31, 7, 25];
    const people = seatsAsPeople({ openSecond: 0, intervalSeconds: 900, seatsPerInterval, queueMask: 1 });
    const months = summarise(
      simulateMonths(
        {
          ...base,
          dayCvFraction: 0.3,
          days: [{ openSecond: 0, callsPerInterval: [callsPerInterval], people }],
        },
        0,
        200,
      ),
    );
    const seats = simulateSeats({
      ...{ seed: 1, replications: 200, intervalSeconds: 900, seatsPerInterval, callsPerInterval },
      ...base.queues[0]!,
      ...{ dayCvFraction: 0.3, withinSeconds: 20 },
    });
    expect(seats.answerRate).to.deep.equal(months.answerRate);
    expect(seats.figures).to.deep.equal(months.figures);
    expect(seats.intervals.map((interval) => interval.figures)).to.deep.equal(months.days[0]!.intervals);
  });

  for (const keepsBreakLength of [true, false]) {
    it(`counts somebody busy without a pause as busy all the time, breaks ${keepsBreakLength ? 'kept' : 'as planned'}`, () => {
      const people = [
        seat({
          keepsBreakLength,
          // Windows so short that one call can outlast a break, and a window with it.
          windows: Array.from({ length: 24 }, (_, window) => ({
            startSecond: 150 * window,
            endSecond: 150 * window + 100,
          })),
        }),
      ];
      const days = [{ openSecond: 0, callsPerInterval: [[400, 0, 0, 0]], people }];
      const queues = [
        { handling: simulationInput().queues[0]!.handling, patience: { kind: 'endless' as const } },
      ];
      const { intervalCounts } = simulateMonths(simulationInput({ days, queues }), 0, 200);
      for (const interval of [1, 2, 3]) {
        const busy = intervalCounts[interval * columnCount + columns.busyMs]!;
        const staffed = intervalCounts[interval * columnCount + columns.staffedMs]!;
        // Half a millisecond of rounding for each part that was added.
        expect(Math.abs(busy - staffed)).to.be.lessThan(200 * 20);
        const share = staffed / (200 * 900_000);
        // Two thirds of the time as planned; breaks are made up for in full, or are eaten by the calls.
        if (keepsBreakLength) expect(share).to.be.closeTo(2 / 3, 0.02);
        else expect(share).to.be.within(0.85, 1);
      }
    });
  }

  it('refuses numbers outside their ranges, with their place', () => {
    const refusals: [Partial<SimulationInput>, string][] = [
      [{ seed: -1 }, 'seed'],
      [{ intervalSeconds: 0 }, 'intervalSeconds'],
      [{ queues: [] }, 'queues'],
      [{ dayCvFraction: Number.NaN }, 'dayCvFraction'],
      [{ redial: { redialFraction: 1.1, redialSeconds: 1 } }, 'redialFraction'],
      [
        { overflow: { supervisorAfterSeconds: null, automaticAfterSeconds: null, waitingLimit: 0.5 } },
        'waitingLimit',
      ],
      [
        { days: [{ openSecond: 0, callsPerInterval: [[1, -1]], people: [] }] },
        'days[0].callsPerInterval[0][1]',
      ],
      [
        {
          days: [
            {
              openSecond: 0,
              callsPerInterval: [[1]],
              people: [seat({ windows: [officeWindows[1]!, officeWindows[0]!] })],
            },
          ],
        },
        'days[0].people[0].windows[1].startSecond',
      ],
    ];
    for (const [changes, name] of refusals) {
      expect(() => simulateMonths(simulationInput(changes), 0, 1))
        .to.throw(SekisuError)
        .with.deep.include({ code: 'number.out-of-range' })
        .and.nested.include({ 'details.name': name });
    }
    expect(() => simulateMonths(simulationInput(), 3, 3)).to.throw(SekisuError, 'to is 3');
  });
});
