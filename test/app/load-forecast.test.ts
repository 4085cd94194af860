import { Instant, LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { knowledgeDateOf } from '../../src/app/forecast-task.ts';
import { loadForecast } from '../../src/app/load-forecast.ts';
import { loadForecastDay } from '../../src/app/load-forecast-day.ts';
import { overrideDay } from '../../src/app/override-day.ts';
import { loadSpreadable, spreadMailing } from '../../src/app/spread-mailing.ts';
import { listPlans } from '../../src/db/plans.ts';
import { rejectionOf } from '../db/rejection.ts';
import { importSample, lead, manager, may, openTestContext, type TestContext } from './fixtures.ts';

const known = LocalDate.parse('2024-04-22');
const corrected = LocalDate.parse('2024-05-20');

describe('the forecast of a month', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
    await importSample(ctx);
    await overrideDay(ctx, manager, { date: corrected, calls: 40, reason: '発送延期', isConfirmed: false });
  });
  after(() => ctx.close());

  it('is as known today, with parts that add up, the month before beside it, and nothing of the future', async () => {
    const view = await loadForecast(ctx, lead, { month: may, knowledgeDate: null });
    const { forecast, change } = view;
    expect(forecast.knowledgeDate.equals(known)).to.equal(true);
    expect(forecast.days).to.have.lengthOf(21);
    for (const { parts, modelCalls, date } of forecast.days) {
      const sum = parts.level + parts.weekday + parts.season + parts.events + parts.mailings;
      expect(sum, date.toString()).to.be.closeTo(modelCalls, 1e-6);
    }
    const day = forecast.days.find(({ date }) => date.equals(corrected))!;
    expect(day.calls).to.equal(40);
    expect(view.overrides.map(({ by, undone }) => [view.nameOf(by), undone])).to.deep.equal([
      [manager.userId, null],
    ]);
    expect(change!.countedDays).to.equal(15);
    const drivers = change!.drivers.reduce((sum, { calls }) => sum + calls, 0);
    expect(drivers).to.be.closeTo(forecast.calls - change!.previousCalls, 1e-6);
    expect(view.counted.at(-1)!.date.isAfter(known)).to.equal(false);
    expect(view.mailings.every(({ announcedOn }) => !announcedOn.isAfter(known))).to.equal(true);
  });

  it('is the same whoever asks at whatever time for the same knowledge', async () => {
    const later = { ...ctx, now: () => Instant.parse('2024-08-01T03:00:00Z') };
    const [now, then] = await Promise.all([
      loadForecast(ctx, manager, { month: may, knowledgeDate: null }),
      loadForecast(later, manager, { month: may, knowledgeDate: known }),
    ]);
    expect(then.forecast).to.deep.equal(now.forecast);
    expect(then.counted.length).to.be.greaterThan(now.counted.length);
  });

  it('is that of the day on which its plan was due once the month is over', () => {
    expect(knowledgeDateOf(ctx, may).toString()).to.equal('2024-04-22');
    expect(knowledgeDateOf(ctx, may.minusMonths(2)).toString()).to.equal('2024-02-20');
  });

  it('is not made from what was known only after the month', async () => {
    const asked = { month: may, knowledgeDate: LocalDate.parse('2024-06-01') };
    expect((await rejectionOf(loadForecast(ctx, manager, asked))).details).to.include({ field: 'known' });
  });

  it('has its days with similar ones before the knowledge date', async () => {
    const view = await loadForecastDay(ctx, lead, {
      date: LocalDate.parse('2024-05-08'),
      knowledgeDate: null,
    });
    expect(view.countedCalls).to.equal(null);
    expect(view.similar.days).to.have.lengthOf(6);
    for (const { date, distance } of view.similar.days) {
      expect(date.isBefore(known)).to.equal(true);
      expect(distance).to.be.at.least(0);
    }
    const sunday = loadForecastDay(ctx, lead, { date: LocalDate.parse('2024-05-12'), knowledgeDate: null });
    expect((await rejectionOf(sunday)).code).to.equal('day.closed');
  });

  it('can be looked at with a batch spread, which lowers the heaviest day, keeps the calls, and stores nothing', async () => {
    const request = { month: may, knowledgeDate: null };
    const { batches } = await loadSpreadable(ctx, lead, request);
    const largest = batches.reduce((most, one) => (one.mailing.letters > most.mailing.letters ? one : most));
    for (const { mailing } of batches) {
      expect(mailing.postedOn.isBefore(known)).to.equal(false);
      expect(mailing.announcedOn.isAfter(known)).to.equal(false);
    }
    const view = await spreadMailing(ctx, lead, { ...request, key: largest.key, postingDays: 4 });
    expect(view.parts.reduce((sum, { letters }) => sum + letters, 0)).to.equal(largest.mailing.letters);
    expect(view.parts).to.have.lengthOf(4);
    expect(view.after.heaviest!.calls).to.be.below(view.before.heaviest!.calls);
    // What is lost in the month comes after it; nobody calls less.
    expect(view.after.calls).to.be.within(view.before.calls * 0.93, view.before.calls * 1.005);
    expect(view.correctedDays).to.equal(1);
    for (const side of [view.before, view.after]) {
      expect(side.days.reduce((sum, { seatHours }) => sum + seatHours, 0)).to.be.closeTo(
        side.seatHours,
        1e-6,
      );
      expect(Math.max(...side.days.map(({ mostSeats }) => mostSeats))).to.equal(side.mostSeats);
      expect(side.days.filter(({ isBusy }) => isBusy)).to.have.lengthOf(side.busyDays);
    }
    const again = await loadSpreadable(ctx, lead, request);
    expect(again.batches).to.deep.equal(batches);
    expect(await ctx.db.transaction((tx) => listPlans(tx))).to.deep.equal([]);
  });

  it('knows no batch that is not among the planned ones', async () => {
    const asked = { month: may, knowledgeDate: null, key: '2024-05-01_1_なし', postingDays: 3 };
    expect((await rejectionOf(spreadMailing(ctx, manager, asked))).code).to.equal('mailing.not-found');
  });
});
