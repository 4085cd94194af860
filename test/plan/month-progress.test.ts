import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseTime } from '../../src/calendar/index.ts';
import type { HistoryInterval } from '../../src/forecast/index.ts';
import { actualsOf } from '../../src/plan/actuals.ts';
import { probabilityTargetMet } from '../../src/plan/answer-rate.ts';
import type { PlanContent } from '../../src/plan/format.ts';
import { monthProgress as progressOf, progressRestoration } from '../../src/plan/month-progress.ts';
import { planOutlook } from '../../src/plan/reforecast-plan.ts';
import type { PresentMinute } from '../../src/plan/restore-target.ts';
import { buildPlan } from '../build/plan.ts';

const plan: PlanContent = buildPlan();
const { days } = plan;
const first = LocalDate.parse(days[0]!.date);
const present = { today: first, nowMinute: 0 };
const target = plan.assumptions.targetAnswerRate;

/** The progress with what would restore its margin. */
function monthProgress(content: PlanContent, rows: readonly HistoryInterval[], now: PresentMinute) {
  const progress = progressOf(content, rows, now);
  return { ...progress, restoration: progressRestoration(content, progress, now) };
}

/** Rows of a plan's day as planned, times a factor, up to a minute; every n-th call is lost. */
function rowsOf(
  index: number,
  options: { factor?: number; until?: number; lostOf?: number } = {},
): HistoryInterval[] {
  const { factor = 1, until = 1440, lostOf = Number.POSITIVE_INFINITY } = options;
  const day = days[index]!;
  return day.intervals
    .filter(({ end }) => parseTime(end) <= until)
    .map(({ start, end, calls }) => {
      const offered = Math.round(calls * factor);
      const lost = Math.floor(offered / lostOf);
      return {
        queueId: 'booking',
        date: LocalDate.parse(day.date),
        startMinute: parseTime(start),
        endMinute: parseTime(end),
        offered,
        answered: offered - lost,
        abandoned: lost,
        handlingSeconds: 0,
      };
    });
}

describe('actualsOf', () => {
  it('knows a whole day, one under way and one that was cut', () => {
    const rows = [...rowsOf(0), ...rowsOf(1, { until: 720 })];
    const [whole, underWay] = actualsOf(plan, rows, LocalDate.parse(days[1]!.date));
    expect(whole).to.include({ state: 'whole', untilMinute: parseTime(days[0]!.close) });
    expect(underWay).to.include({ state: 'underWay', untilMinute: 720 });
    expect(underWay!.intervals.at(-1)).to.include({ endMinute: 720 });
    const [, cut] = actualsOf(plan, rows, LocalDate.parse(days[2]!.date));
    expect(cut!.state).to.equal('cut');
    const late = parseTime(days[0]!.close) - 15;
    const [quiet] = actualsOf(plan, rowsOf(0, { until: late }), LocalDate.parse(days[1]!.date));
    expect(quiet!.state).to.equal('whole');
  });

  it('adds up queues, and leaves out what lies outside the opening and days that the plan has not', () => {
    const [row] = rowsOf(0);
    const other = { ...row!, queueId: 'enquiry' };
    const early = { ...row!, startMinute: 0, endMinute: 15, offered: 50 };
    const sunday = { ...row!, date: LocalDate.parse('2024-05-05') };
    const [day, ...none] = actualsOf(plan, [row!, other, early, sunday], first);
    expect(none).to.deep.equal([]);
    expect(day!.offered).to.equal(2 * row!.offered);
    expect(day!.intervals).to.have.length(1);
  });
});

describe('planOutlook', () => {
  it('is the plan while nothing came, bounds included', () => {
    const outlook = planOutlook(plan, []);
    expect(outlook.calls).to.be.closeTo(plan.monthForecastCalls, 1e-3);
    expect(outlook.bounds).to.deep.equal(plan.monthForecastBounds);
    expect(outlook.days[3]!.bounds).to.deep.equal(days[3]!.forecastBounds);
    expect(outlook.days[3]!.intervals).to.have.length(days[3]!.intervals.length);
  });

  it('splits a day under way at the minute up to which it was counted', () => {
    const rows = rowsOf(0, { until: 720, factor: 2 });
    const [today, tomorrow] = planOutlook(plan, actualsOf(plan, rows, first)).days;
    expect(today!.intervals[0]!.start).to.equal('12:00');
    expect(today!.calls).to.be.greaterThan(today!.plannedCalls);
    expect(tomorrow!.calls).to.be.greaterThan(tomorrow!.plannedCalls);
    const sum = today!.intervals.reduce((total, interval) => total + interval.calls, 0);
    expect(sum).to.be.closeTo(today!.calls, 1e-6);
    for (const { bounds, calls } of today!.intervals) {
      expect(bounds.low95).to.be.at.most(bounds.low80);
      expect(bounds.low80).to.be.at.most(calls);
      expect(calls).to.be.at.most(bounds.high80);
    }
  });
});

describe('monthProgress', () => {
  it('has the plan itself at its start', () => {
    const { toDate, restoration } = monthProgress(plan, [], present);
    expect(toDate).to.include({ offered: 0, answerRate: null, through: null, wholeDays: 0, isOver: false });
    expect(toDate.neededRate).to.be.closeTo(target, 1e-9);
    expect(toDate.losableCalls).to.equal(Math.floor((1 - target) * toDate.rest.calls));
    const { ahtSeconds, patienceSeconds, volumeCvFraction, dayCvFraction } = plan.assumptions;
    const before = probabilityTargetMet({
      intervalSeconds: 900,
      ahtSeconds,
      patienceSeconds,
      targetFraction: target,
      volumeCvFraction,
      dayCvFraction,
      days: days.map(({ intervals }) => intervals),
    });
    expect(toDate.probabilityTargetMet).to.be.closeTo(before, 0.02);
    expect(restoration === null).to.equal(!toDate.isEndangered);
  });

  it('counts what may be lost and what the rest needs, by hand', () => {
    const rows = [0, 1, 2].flatMap((index) => rowsOf(index, { factor: 3, lostOf: 5 }));
    const { toDate } = monthProgress(plan, rows, { today: LocalDate.parse(days[3]!.date), nowMinute: 0 });
    const offered = rows.reduce((sum, row) => sum + row.offered, 0);
    const answered = rows.reduce((sum, row) => sum + row.answered, 0);
    const rest = toDate.rest.calls;
    expect(toDate).to.include({ offered, answered, abandoned: offered - answered, wholeDays: 3 });
    expect(toDate.losableCalls).to.equal(Math.floor(0.1 * (offered + rest)) - (offered - answered));
    expect(toDate.neededRate).to.be.closeTo((0.9 * (offered + rest) - answered) / rest, 1e-9);
    expect(toDate.month.calls).to.be.closeTo(offered + rest, 1e-9);
  });

  it('knows for certain once every day was counted', () => {
    const monthOf = (lostOf: number) => days.flatMap((_, index) => rowsOf(index, { factor: 10, lostOf }));
    const today = LocalDate.parse('2024-06-01');
    const met = monthProgress(plan, monthOf(Number.POSITIVE_INFINITY), { today, nowMinute: 0 });
    expect(met.toDate).to.include({ isOver: true, probabilityTargetMet: 1, neededRate: null });
    const missed = monthProgress(plan, monthOf(3), { today, nowMinute: 0 });
    expect(missed.toDate).to.include({ isOver: true, probabilityTargetMet: 0, isEndangered: true });
    expect(missed.toDate.losableCalls).to.be.lessThan(0);
    expect(missed.restoration).to.equal(null);
  });

  it('is surer the fewer calls were lost, and warns with what would restore it', () => {
    const today = LocalDate.parse(days[8]!.date);
    const progressAt = (lostOf: number) =>
      monthProgress(
        plan,
        Array.from({ length: 8 }, (_, index) => rowsOf(index, { factor: 4, lostOf })).flat(),
        { today, nowMinute: 600 },
      );
    const probabilities = [2, 3, 4, 6, 8].map((lostOf) => progressAt(lostOf).toDate.probabilityTargetMet);
    for (const [index, value] of probabilities.slice(1).entries()) {
      expect(value).to.be.at.least(probabilities[index]! - 1e-9);
    }
    expect(probabilities[0]).to.be.lessThan(0.5);
    const hopeless = progressAt(2).restoration!;
    expect(hopeless.kind).to.equal('notEnough');
    const endangered = [4, 5, 6, 7, 8]
      .map(progressAt)
      .find(({ restoration }) => restoration?.kind === 'enough');
    expect(endangered, 'one that more seats restore').not.to.equal(undefined);
    const { toDate, restoration } = endangered!;
    expect(toDate.isEndangered).to.equal(true);
    expect(restoration!.probabilityTargetMet).to.be.at.least(plan.assumptions.confidenceFraction);
    expect(restoration!.seatHours).to.be.greaterThan(0);
    expect(restoration!.savedCalls).to.be.greaterThan(0);
    for (const run of restoration!.added) {
      expect(run.date >= today.toString()).to.equal(true);
      if (run.date === today.toString()) expect(parseTime(run.start)).to.be.at.least(600);
    }
  });

  it('leaves the missing part of a cut day out of both sides', () => {
    const rows = rowsOf(0, { until: 720 });
    const { toDate, outlook } = monthProgress(plan, rows, {
      today: LocalDate.parse(days[1]!.date),
      nowMinute: 0,
    });
    expect(toDate.cutDates).to.deep.equal([days[0]!.date]);
    expect(outlook.days[0]!.date).to.equal(days[1]!.date);
  });

  it('never is less sure for a call more that was answered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2, max: 30 }), (count, lostOf) => {
        const rows = Array.from({ length: count }, (_, index) => rowsOf(index, { factor: 4, lostOf })).flat();
        const today = LocalDate.parse(days[count]!.date);
        const [row, ...others] = rows;
        if (row === undefined || row.answered === row.offered) return;
        const better = [{ ...row, answered: row.offered, abandoned: 0 }, ...others];
        const chance = (own: readonly HistoryInterval[]) =>
          monthProgress(plan, own, { today, nowMinute: 0 }).toDate.probabilityTargetMet;
        expect(chance(better)).to.be.at.least(chance(rows) - 1e-9);
      }),
      { numRuns: 15 },
    );
  });
});
