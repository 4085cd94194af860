import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { DayActuals } from '../../src/plan/actuals.ts';
import { missesOf } from '../../src/plan/misses.ts';
import { buildPlan } from '../build/plan.ts';

const plan = buildPlan();
const dayOf = (
  index: number,
  offered: number,
  answered: number,
  state: DayActuals['state'] = 'whole',
): DayActuals => ({
  date: LocalDate.parse(plan.days[index]!.date),
  untilMinute: 1035,
  state,
  intervals: [],
  offered,
  answered,
  abandoned: offered - answered,
});
const found = (...actuals: DayActuals[]) =>
  missesOf(plan, actuals).map(({ kind, period }) => `${kind} ${period}`);

describe('missesOf', () => {
  it('finds days under the target and the month to date, and nothing at the target itself', () => {
    const [first, second] = [plan.days[0]!.date, plan.days[1]!.date];
    expect(found(dayOf(0, 40, 36))).to.deep.equal([]);
    expect(found(dayOf(0, 70, 63))).to.deep.equal([]);
    expect(found(dayOf(0, 40, 35))).to.deep.equal([`day ${first}`]);
    expect(found(dayOf(0, 40, 35), dayOf(1, 40, 36))).to.deep.equal([`day ${first}`, 'monthToDate 2024-05']);
    expect(found(dayOf(0, 60, 60), dayOf(1, 40, 35))).to.deep.equal([`day ${second}`]);
    expect(missesOf(plan, [dayOf(0, 40, 35)])[0]!.figures).to.deep.equal({
      offered: 40,
      answered: 35,
      abandoned: 5,
      targetFraction: 0.9,
      through: first,
    });
  });

  it('judges no day under way, none that was cut and none without calls', () => {
    expect(found(dayOf(0, 40, 10, 'underWay'))).to.deep.equal([]);
    expect(found(dayOf(0, 40, 10, 'cut'))).to.deep.equal([]);
    expect(found(dayOf(0, 0, 0))).to.deep.equal([]);
  });

  it('judges the month once all of it is over, with what was counted of cut days', () => {
    const month = (answered: number) => plan.days.map((_, index) => dayOf(index, 40, answered));
    expect(found(...month(36))).to.deep.equal([]);
    expect(found(...month(35)).at(-1)).to.equal('month 2024-05');
    expect(found(...month(35))).not.to.include('monthToDate 2024-05');
    const cut = [...month(40).slice(1), dayOf(0, 40, 0, 'cut')];
    expect(found(...cut)).to.deep.equal([]);
    expect(found(...month(35).slice(1)).at(-1)).to.equal('monthToDate 2024-05');
  });
});
