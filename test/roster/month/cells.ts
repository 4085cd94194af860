import { expect } from 'chai';
import type { Cell } from '../../../src/roster/engine/index.ts';
import { priceGrain } from '../../../src/roster/month/prices.ts';

/** Checks that each further person in a cell costs at least what the one before did, and every cost is a multiple of the grain. */
export function expectEverDearer({ costs }: Cell): void {
  expect(costs.length).to.be.at.least(2);
  for (const cost of costs) expect(cost / priceGrain).to.equal(Math.round(cost / priceGrain));
  const steps = costs.slice(1).map((cost, people) => cost - costs[people]!);
  for (let at = 1; at < steps.length; at += 1) expect(steps[at]!).to.be.at.least(steps[at - 1]!);
}
