import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { isAgreedOn, type OutboundAgreement, outboundState } from '../../src/plan/outbound-agreement.ts';
import { type ExpectedDay, projectMonth } from '../../src/plan/outbound-projection.ts';
import { isBelowBy, outboundReadings } from '../../src/plan/outbound-readings.ts';
import { outboundTotals } from '../../src/plan/outbound-records.ts';
import { sampleContract } from '../build/sample.ts';

const day = (number: number): LocalDate => LocalDate.of(2024, 6, number);
/** Open days of June 2024: Monday to Friday, no holiday; twenty, the tenth is the 14th. */
const juneDays = Array.from({ length: 30 }, (_, index) => day(index + 1)).filter(
  (date) => date.dayOfWeek().value() <= 5,
);
/** So many calls expected and, up to a day, so many counted on each. */
const june = (expectedCalls: number, countedCalls: number, until: number): ExpectedDay[] =>
  juneDays.map((date) => ({
    date,
    expectedCalls,
    countedCalls: date.dayOfMonth() <= until ? countedCalls : null,
  }));
/** Nothing shared and nothing of its own: the level stays the plan's. */
const sure = { volumeCvFraction: 0, dayCvFraction: 0 };
const readings = (days: readonly ExpectedDay[], spread = sure) =>
  outboundReadings({ contract: sampleContract, days, spread })!;

describe('outboundReadings', () => {
  it('differs by a factor of two: 33 a day are below half until the middle, and not by the month', () => {
    const { middles, thresholdCalls, assumedCalls } = readings(june(33, 33, 30));
    expect([assumedCalls, thresholdCalls]).to.deep.equal([700, 350]);
    const [openDay] = middles;
    expect(openDay.date.toString()).to.equal('2024-06-14');
    expect(openDay.projection.calls).to.equal(660);
    expect(openDay.projection.isBelow).to.equal(false);
    expect(openDay.cumulative.calls).to.equal(330);
    expect(openDay.cumulative.isBelow).to.equal(true);
  });

  it('is below by both when calls come at less than half the pace', () => {
    const given = readings(june(17, 17, 30));
    for (const reading of ['projection', 'cumulative'] as const) {
      for (const middle of ['openDay', 'fifteenth'] as const) {
        expect(isBelowBy(given, reading, middle)).to.equal(true);
      }
    }
  });

  it('takes just the threshold as not below', () => {
    const [openDay] = readings(june(17.5, 17.5, 30)).middles;
    expect(openDay.projection.calls).to.equal(350);
    expect(openDay.projection.isBelow).to.equal(false);
  });

  it('takes the open day before a closed 15th, and the eleventh of 21 open days', () => {
    const [openDay, fifteenth] = readings(june(20, 20, 30)).middles;
    // The 15th of June 2024 is a Saturday.
    expect([openDay.date.toString(), fifteenth.date.toString()]).to.deep.equal(['2024-06-14', '2024-06-14']);
    const may = Array.from({ length: 31 }, (_, index) => LocalDate.of(2024, 5, index + 1))
      .filter((date) => ![3, 4, 5, 6].includes(date.dayOfMonth()) && date.dayOfWeek().value() <= 5)
      .map((date) => ({ date, expectedCalls: 20, countedCalls: 20 }));
    expect(may).to.have.length(21);
    const middles = readings(may).middles.map(({ date }) => date.toString());
    expect(middles).to.deep.equal(['2024-05-17', '2024-05-15']);
  });

  it('is provisional until every day up to the middle is counted, and says which lack', () => {
    const early = readings(june(17, 17, 12));
    expect(early.middles[0].isCounted).to.equal(false);
    expect(early.middles[0].missing.map((date) => date.dayOfMonth())).to.deep.equal([13, 14]);
    expect(isBelowBy(early, 'projection', 'openDay')).to.equal(null);
    // What is not counted stands as expected.
    expect(early.middles[0].cumulative.calls).to.equal(170);
  });

  it('reads the middle the same whatever comes after it', () => {
    const until = (last: number) =>
      readings(june(25, 10, last), { volumeCvFraction: 0.2, dayCvFraction: 0.1 }).middles;
    expect(until(14)).to.deep.equal(until(28));
  });

  it('is null for a month without an open day', () => {
    expect(outboundReadings({ contract: sampleContract, days: [], spread: sure })).to.equal(null);
  });
});

describe('projectMonth', () => {
  it('adds what came and the rest at the level seen, by the weight of the evidence', () => {
    // 10 days of 30, 150 came of 300: Z = 0.04·300² / (0.04·300² + 300 + 0.01·9000) = 3600/3990.
    const given = projectMonth(june(30, 15, 14), day(15), { volumeCvFraction: 0.2, dayCvFraction: 0.1 });
    const level = 1 + (3600 / 3990) * (0.5 - 1);
    expect(given.levelFactor).to.be.closeTo(level, 1e-12);
    expect(given.calls).to.be.closeTo(150 + level * 300, 1e-9);
    expect(given.volumeCvFraction).to.be.closeTo(Math.sqrt(0.04 * (1 - 3600 / 3990)) / level, 1e-12);
  });

  it('lies between the plan and the pace, within its bounds, and rises with what came', () => {
    const numbers = fc.record({
      expected: fc.double({ min: 1, max: 60, noNaN: true }),
      counted: fc.integer({ min: 0, max: 90 }),
      volumeCvFraction: fc.double({ min: 0, max: 0.5, noNaN: true }),
      dayCvFraction: fc.double({ min: 0, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(numbers, ({ expected, counted, ...spread }) => {
        const of = (calls: number) => projectMonth(june(expected, calls, 14), day(15), spread);
        const { restCalls, calls, low80, high80 } = of(counted);
        const [low, high] = [Math.min(expected, counted), Math.max(expected, counted)];
        expect(restCalls).to.be.within(10 * low - 1e-6, 10 * high + 1e-6);
        expect(calls).to.be.within(low80 - 1e-9, high80 + 1e-9);
        expect(of(counted + 1).calls).to.be.greaterThan(calls);
      }),
    );
  });
});

describe('outboundState', () => {
  const agreement = (changes: Partial<OutboundAgreement> = {}): OutboundAgreement => ({
    id: 1,
    kind: 'start',
    agreedOn: day(17),
    cityPerson: '市 太郎',
    contractorPerson: '受託 花子',
    terms: '1日20件まで',
    startsOn: day(18),
    endsOn: day(28),
    basis: { reading: 'projection', middle: 'openDay' },
    ...changes,
  });
  const stop = agreement({ id: 2, kind: 'stop', startsOn: day(21), endsOn: null, basis: null });
  const stateOf = (
    days: readonly ExpectedDay[],
    agreements: readonly OutboundAgreement[] = [],
    today = day(18),
  ) => outboundState(readings(days), agreements, juneDays, today);

  it('waits for the middle, and asks for an agreement only where the rule holds', () => {
    expect(stateOf(june(17, 17, 10))).to.equal('early');
    expect(stateOf(june(36, 36, 17))).to.equal('notBelow');
    expect(stateOf(june(33, 33, 17))).to.equal('otherReading');
    expect(stateOf(june(17, 17, 17))).to.equal('mayAgree');
  });

  it('is agreed for the days agreed alone, until the last of them or a stop', () => {
    expect(stateOf(june(17, 17, 17), [agreement()])).to.equal('agreed');
    expect(stateOf(june(17, 17, 17), [agreement()], day(29))).to.equal('over');
    expect(stateOf(june(17, 17, 17), [agreement(), stop], day(21))).to.equal('over');
    const days = juneDays.filter((date) => isAgreedOn([agreement(), stop], date));
    expect(days.map((date) => date.dayOfMonth())).to.deep.equal([18, 19, 20]);
    const again = agreement({ id: 3, startsOn: day(26), endsOn: day(27) });
    expect(isAgreedOn([agreement(), stop, again], day(26))).to.equal(true);
    expect(isAgreedOn([agreement(), stop, again], day(28))).to.equal(false);
  });

  it('asks for a stop once the month has come back to what it was agreed on', () => {
    const recovering = june(17, 17, 14).map((one) =>
      one.date.dayOfMonth() > 14 && one.date.dayOfMonth() < 20 ? { ...one, countedCalls: 40 } : one,
    );
    expect(stateOf(recovering, [agreement()], day(20))).to.equal('recovered');
    // By the pace until the middle it is all of the assumed calls that count.
    const pace = agreement({ basis: { reading: 'cumulative', middle: 'openDay' } });
    expect(stateOf(recovering, [pace], day(20))).to.equal('agreed');
    expect(stateOf(june(36, 36, 19), [pace], day(20))).to.equal('recovered');
  });
});

describe('outboundTotals', () => {
  it('counts attempts, reached or not, and tells the days apart', () => {
    const attempt = (date: LocalDate, outcome: 'reached' | 'notReached', organisation: string) => ({
      date,
      minute: 600,
      staffId: 'OP01',
      organisation,
      outcome,
      note: null,
      isUrgent: outcome === 'reached',
    });
    const totals = outboundTotals([
      attempt(day(19), 'reached', '松寿園'),
      attempt(day(18), 'notReached', '松寿園'),
      attempt(day(18), 'notReached', '松寿園'),
      attempt(day(18), 'reached', '港商会'),
    ]);
    expect(totals.map(({ date, attempts }) => [date.dayOfMonth(), attempts])).to.deep.equal([
      [18, 3],
      [19, 1],
    ]);
    expect(totals[0]).to.deep.include({ organisations: 2, urgent: 1 });
    expect(totals[0]!.byOutcome).to.deep.equal({
      reached: 1,
      notReached: 2,
      refused: 0,
      agreed: 0,
      callBack: 0,
    });
  });
});
