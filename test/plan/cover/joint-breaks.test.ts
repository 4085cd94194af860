import { expect } from 'chai';
import { bestCover } from '../../../src/plan/cover/best-cover.ts';
import { coverGround } from '../../../src/plan/cover/ground.ts';
import { restsLeaveTooFew } from '../../../src/plan/cover/joint-breaks.ts';
import { drawAbsences } from '../../../src/plan/exercise.ts';
import type { DayDemand } from '../../../src/roster/index.ts';
import { day, range, shift } from '../../build/roster.ts';
import { sampleContract, sampleStaff } from '../../build/sample.ts';
import { samplePlan } from '../../build/sample-plan.ts';

describe('restsLeaveTooFew', () => {
  const demand: DayDemand = {
    date: day('2024-05-08'),
    ...range('9:00-12:00'),
    intervalMinutes: 15,
    requiredSeats: Array.from({ length: 12 }, () => 2),
  };
  const ground = { contract: sampleContract, demand, fromMinute: 0 };
  const operators = (...times: readonly string[]) =>
    times.map((text, index) => shift(`OP0${index + 1}`, text));

  it('is proven for two who have to rest within the hour, and not for three who take turns', () => {
    expect(restsLeaveTooFew(ground, operators('9:00-12:00', '9:00-12:00'))).to.equal(true);
    expect(restsLeaveTooFew(ground, operators('9:00-12:00', '9:00-12:00', '9:00-12:00'))).to.equal(false);
    // For an hour nobody needs to rest.
    const short = { ...ground, demand: { ...demand, endMinute: 600 } };
    expect(restsLeaveTooFew(short, operators('9:00-12:00', '9:00-12:00'))).to.equal(false);
  });

  it('counts how long people have been on the phone by now, and breaks that have begun', () => {
    const later = { ...ground, fromMinute: 595, demand: { ...demand, ...range('9:00-10:30') } };
    const [one, two] = operators('9:00-12:00', '9:00-12:00');
    expect(restsLeaveTooFew(later, [one!, two!])).to.equal(true);
    const rested = (entry: NonNullable<typeof one>, startMinute: number) => ({
      ...entry,
      breaks: [{ kind: 'rest' as const, startMinute, endMinute: startMinute + 10 }],
    });
    expect(restsLeaveTooFew(later, [rested(one!, 575), rested(two!, 585)])).to.equal(false);
  });

  it('is true where fewer are there than must be', () => {
    expect(restsLeaveTooFew(ground, operators('9:00-12:00'))).to.equal(true);
  });

  it('never says so of a day that was placed', async () => {
    const content = await samplePlan();
    let placed = 0;
    for (const drawn of drawAbsences([content], 60, 9)) {
      const input = { content, contract: sampleContract, staff: sampleStaff, daysBefore: null, ...drawn };
      const found = coverGround(input);
      const best = bestCover(found);
      if (best.way.service.underMinimumMinutes > 0) continue;
      placed += 1;
      expect(restsLeaveTooFew(found.ways.breaks, best.way.day.shifts)).to.equal(false);
    }
    expect(placed).to.be.above(30);
  });
});
