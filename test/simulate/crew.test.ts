import { expect } from 'chai';
import { attend } from '../../src/simulate/attendance.ts';
import { begin, firstReady, newCrew, settle } from '../../src/simulate/crew.ts';
import type { PersonOnPhone, SimulatedPerson } from '../../src/simulate/index.ts';
import { simulateMonths, summarise } from '../../src/simulate/index.ts';
import { RandomStream } from '../../src/simulate/random.ts';
import { seat, simulationInput } from './build.ts';

/** 100–200, 250–300, 320–500: breaks of 50 and 20 seconds. */
const windows = [
  { startSecond: 100, endSecond: 200 },
  { startSecond: 250, endSecond: 300 },
  { startSecond: 320, endSecond: 500 },
];

/** When somebody is ready again after a call that ended at a moment of the first window or after it. */
function readyAfter(endSecond: number, changes: Partial<PersonOnPhone>): number {
  const crew = newCrew([seat({ windows, ...changes })], 1);
  begin(crew, 0, { from: 0, to: 3, notBeforeSecond: 0 });
  crew.readySeconds[0] = endSecond;
  settle(crew, 0, endSecond);
  return crew.readySeconds[0]!;
}

describe('settle', () => {
  it('gives a late break its full length', () => {
    expect(readyAfter(200, { keepsBreakLength: true })).to.equal(250);
    expect(readyAfter(230, { keepsBreakLength: true })).to.equal(280);
    // 260 + 50 is past the second window, by 10; so the second break lasts until 330.
    expect(readyAfter(260, { keepsBreakLength: true })).to.equal(330);
    expect(readyAfter(600, { keepsBreakLength: true })).to.equal(Infinity);
  });

  it('ends the break as planned for abstract seats', () => {
    expect(readyAfter(200, {})).to.equal(250);
    expect(readyAfter(230, {})).to.equal(250);
    expect(readyAfter(260, {})).to.equal(260);
    expect(readyAfter(310, {})).to.equal(320);
    expect(readyAfter(500, {})).to.equal(Infinity);
  });

  it('tells how the time at the phone changes', () => {
    const crew = newCrew([seat({ windows, keepsBreakLength: true })], 1);
    begin(crew, 0, { from: 0, to: 3, notBeforeSecond: 0 });
    crew.readySeconds[0] = 230;
    const changes: number[][] = [];
    settle(crew, 0, 230, (from, to, sign) => changes.push([from, to, sign]));
    expect(changes).to.deep.equal([
      [200, 230, 1],
      [250, 280, -1],
    ]);
  });
});

describe('firstReady', () => {
  it('prefers who has been idle longest, then who gets ready first', () => {
    const crew = newCrew([seat(), seat(), seat()], 1);
    for (const person of [0, 1, 2]) begin(crew, person, { from: person, to: person + 1, notBeforeSecond: 0 });
    crew.readySeconds.set([50, 30, 90]);
    expect(firstReady(crew, crew.operators[0]!, 60)).to.equal(1);
    expect(firstReady(crew, crew.operators[0]!, 10)).to.equal(1);
    crew.readySeconds.set([50, 70, 50]);
    expect(firstReady(crew, crew.operators[0]!, 60)).to.equal(0);
  });

  it('passes over who has gone on a break', () => {
    const crew = newCrew([seat({ windows }), seat({ windows: [{ startSecond: 150, endSecond: 400 }] })], 1);
    begin(crew, 0, { from: 0, to: 3, notBeforeSecond: 0 });
    begin(crew, 1, { from: 3, to: 4, notBeforeSecond: 0 });
    expect(firstReady(crew, crew.operators[0]!, 180)).to.equal(0);
    expect(firstReady(crew, crew.operators[0]!, 220)).to.equal(1);
    expect(firstReady(crew, crew.operators[0]!, 450)).to.equal(0);
    expect(firstReady(crew, crew.operators[0]!, 500)).to.equal(-1);
  });
});

describe('attend', () => {
  const attendance = { absentFraction: 0.3, lateFraction: 0.4, lateSeconds: 60 };
  const person = seat({ windows, mayBeAbsent: true });

  /** Shares and means over many days of what `look` tells of one. */
  function overDays<Name extends string>(
    people: readonly SimulatedPerson[],
    look: (crew: ReturnType<typeof newCrew>) => Readonly<Record<Name, number>>,
  ): Record<Name, number> {
    const crew = newCrew(people, 2);
    const sums = {} as Record<Name, number>;
    const stream = new RandomStream();
    for (let day = 0; day < 20_000; day++) {
      stream.start(5, 5, day);
      attend(crew, attendance, stream);
      for (const [name, value] of Object.entries(look(crew)) as [Name, number][]) {
        sums[name] = (sums[name] ?? 0) + value / 20_000;
      }
    }
    return sums;
  }

  it('lets people be absent or late as often and as long as asked, abstract seats never', () => {
    const found = overDays([person, seat({ windows })], (crew) => ({
      absent: crew.readySeconds[0] === Infinity ? 1 : 0,
      late: crew.readySeconds[0]! > 100 && crew.readySeconds[0]! < Infinity ? 1 : 0,
      // Within the first window the delay is as drawn.
      veryLate: crew.readySeconds[0]! > 160 && crew.readySeconds[0]! < Infinity ? 1 : 0,
      seatReady: crew.readySeconds[1]!,
    }));
    expect(found.absent).to.be.closeTo(0.3, 0.015);
    expect(found.late).to.be.closeTo(0.7 * 0.4, 0.015);
    expect(found.veryLate).to.be.closeTo(0.7 * 0.4 * Math.exp(-1), 0.012);
    expect(found.seatReady).to.be.closeTo(100, 1e-6);
  });

  it('calls a standby in exactly for absent people who are replaced and share a queue', () => {
    const standby = {
      ...{ kind: 'standby' as const, queueMask: 1, availableFromSecond: 180, mayBeAbsent: false },
    };
    const needed = { ...person, isReplaced: true };
    let days = 0;
    overDays([needed, { ...needed, queueMask: 2 }, person, needed, standby, standby], (crew) => {
      const isAway = (place: number): boolean => crew.readySeconds[place] === Infinity;
      const missing = [0, 3].filter((place) => crew.isAbsent[place] === 1).length;
      const came = [4, 5].filter((place) => !isAway(place));
      expect(came.length).to.equal(missing);
      for (const place of came) {
        expect(crew.readySeconds[place]).to.equal(180);
        expect(crew.windowEndSeconds[place]).to.equal(200);
      }
      days += missing === 2 ? 1 : 0;
      return { came: came.length };
    });
    expect(days).to.be.greaterThan(1000);
  });

  it('helps the day when a standby comes', () => {
    const people = [1, 2, 3].map(() => ({ ...seat(), mayBeAbsent: true, isReplaced: true }));
    const standby = {
      kind: 'standby' as const,
      queueMask: 1,
      availableFromSecond: 33_300,
      mayBeAbsent: false,
    };
    const rate = (crew: readonly SimulatedPerson[]): number =>
      summarise(
        simulateMonths(
          simulationInput({
            attendance: { absentFraction: 0.3, lateFraction: 0, lateSeconds: 1 },
            days: [{ openSecond: 32_400, callsPerInterval: [[10, 10, 10, 10]], people: crew }],
          }),
          0,
          500,
        ),
      ).answerRate.mean;
    expect(rate([...people, standby])).to.be.greaterThan(rate(people) + 0.02);
  });
});
