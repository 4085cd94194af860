import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { PlanContent } from '../../src/plan/index.ts';
import { isAgreedOn, type OutboundAgreement, outboundState } from '../../src/plan/outbound-agreement.ts';
import { projectMonth, wholeDays } from '../../src/plan/outbound-projection.ts';
import { isBelowBy, outboundReadings, type ReadingsInput } from '../../src/plan/outbound-readings.ts';
import { outboundTotals } from '../../src/plan/outbound-records.ts';
import { buildPlan } from '../build/plan.ts';
import { sampleContract } from '../build/sample.ts';

const day = (number: number): LocalDate => LocalDate.of(2024, 6, number);
/** Open days of June 2024: Monday to Friday, no holiday; twenty, the tenth is the 14th. */
const juneDays = Array.from({ length: 30 }, (_, index) => day(index + 1)).filter(
  (date) => date.dayOfWeek().value() <= 5,
);
/** A month of so many calls a day: what is planned, and what was counted of each. */
interface Month {
  readonly dates: readonly LocalDate[];
  readonly expectedCalls: number;
  /** Null for a day that is not counted. */
  readonly countedCalls: (date: LocalDate) => number | null;
}

/** So many calls expected and, up to a day, so many counted on each. */
const june = (expectedCalls: number, countedCalls: number, until: number): Month => ({
  dates: juneDays,
  expectedCalls,
  countedCalls: (date) => (date.dayOfMonth() <= until ? countedCalls : null),
});

/** @param volumeCvFraction 0: the level stays the plan's whatever came */
function inputOf(month: Month, volumeCvFraction = 0): ReadingsInput {
  const { days, ...plan } = buildPlan();
  const like = days[0]!;
  const calls = month.expectedCalls;
  const own = { low95: calls * 0.7, low80: calls * 0.8, high80: calls * 1.2, high95: calls * 1.3 };
  const content: PlanContent = {
    ...plan,
    assumptions: { ...plan.assumptions, volumeCvFraction },
    days: month.dates.map((date) => ({
      ...like,
      date: date.toString(),
      forecastCalls: calls,
      forecastBounds: own,
      forecastParts: { base: calls, mailings: 0 },
      intervals: like.intervals.map((one) => ({ ...one, calls: calls / like.intervals.length })),
    })),
  };
  const actuals = month.dates.flatMap((date) => {
    const offered = month.countedCalls(date);
    const rest = { untilMinute: 1035, state: 'whole' as const, intervals: [], abandoned: 0 };
    return offered === null ? [] : [{ date, offered, answered: offered, ...rest }];
  });
  return { contract: sampleContract, content, actuals };
}
const readings = (month: Month, volumeCvFraction = 0) => outboundReadings(inputOf(month, volumeCvFraction))!;

describe('outboundReadings', () => {
  it('differs by a factor of two: 33 a day are below half until the middle, and not by the month', () => {
    const { middles, thresholdCalls, assumedCalls } = readings(june(33, 33, 30));
    expect([assumedCalls, thresholdCalls]).to.deep.equal([700, 350]);
    const [openDay] = middles;
    expect(openDay.date.toString()).to.equal('2024-06-14');
    expect(openDay.projection.calls).to.be.closeTo(660, 1e-6);
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
    const [openDay] = readings(june(17.5, 17.5, 31)).middles;
    expect(openDay.projection.calls).to.be.closeTo(350, 1e-6);
    expect(openDay.projection.isBelow).to.equal(false);
  });

  it('takes the open day before a closed 15th, and the eleventh of 21 open days', () => {
    const [openDay, fifteenth] = readings(june(20, 20, 30)).middles;
    // The 15th of June 2024 is a Saturday.
    expect([openDay.date.toString(), fifteenth.date.toString()]).to.deep.equal(['2024-06-14', '2024-06-14']);
    const mayDays = Array.from({ length: 31 }, (_, index) => LocalDate.of(2024, 5, index + 1)).filter(
      (date) => ![3, 4, 5, 6].includes(date.dayOfMonth()) && date.dayOfWeek().value() <= 5,
    );
    expect(mayDays).to.have.length(21);
    const middles = readings({ dates: mayDays, expectedCalls: 20, countedCalls: () => 20 }).middles.map(
      ({ date }) => date.toString(),
    );
    expect(middles).to.deep.equal(['2024-05-17', '2024-05-15']);
  });

  it('is provisional until every day up to the middle is counted, and says which lack', () => {
    const early = readings(june(17, 17, 12));
    expect(early.middles[0].isCounted).to.equal(false);
    expect(early.middles[0].missing.map((date) => date.dayOfMonth())).to.deep.equal([13, 14]);
    expect(isBelowBy(early, 'projection', 'openDay')).to.equal(null);
    // What is not counted stands as expected.
    expect(early.middles[0].cumulative.calls).to.be.closeTo(170, 1e-6);
  });

  it('reads the middle the same whatever comes after it', () => {
    const until = (last: number) => readings(june(25, 10, last), 0.2).middles;
    expect(until(14)).to.deep.equal(until(28));
  });

  it('is null for a month without an open day', () => {
    const none = inputOf({ dates: [], expectedCalls: 0, countedCalls: () => null });
    expect(outboundReadings(none)).to.equal(null);
  });
});

describe('projectMonth', () => {
  const projected = (counted: number, volumeCvFraction: number) => {
    const { content, actuals } = inputOf(june(30, counted, 14), volumeCvFraction);
    return projectMonth(content, actuals, day(14)).projection;
  };

  it('adds what came to the rest, which follows what came as far as the plan is unsure', () => {
    expect(projected(15, 0)).to.include({ countedCalls: 150 });
    expect(projected(15, 0).restCalls).to.be.closeTo(300, 1e-6);
    const [sure, unsure] = [projected(15, 0.05).restCalls, projected(15, 0.3).restCalls];
    expect(unsure).to.be.lessThan(sure);
    expect(unsure).to.be.greaterThan(150);
    expect(sure).to.be.lessThan(300);
  });

  it('lies within its bounds and rises with what came', () => {
    for (const counted of [0, 10, 30, 50]) {
      const { calls, low80, high80 } = projected(counted, 0.2);
      expect(calls).to.be.within(low80, high80);
      expect(projected(counted + 1, 0.2).calls).to.be.greaterThan(calls);
    }
  });

  it('takes a day counted in part for one that is not counted', () => {
    const { actuals } = inputOf(june(30, 15, 14));
    expect(
      wholeDays([
        { ...actuals[0]!, state: 'cut' },
        { ...actuals[1]!, state: 'underWay' },
      ]),
    ).to.deep.equal([]);
    expect(wholeDays(actuals)).to.deep.equal(actuals);
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
  const stateOf = (month: Month, agreements: readonly OutboundAgreement[] = [], today = day(18)) =>
    outboundState(readings(month), agreements, juneDays, today);

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
    const recovering: Month = {
      ...june(17, 17, 14),
      countedCalls: (date) => (date.dayOfMonth() <= 14 ? 17 : date.dayOfMonth() < 20 ? 40 : null),
    };
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
