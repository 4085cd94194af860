import { cellCost } from './problem.ts';
import { footprintOf, type RosterState } from './roster-state.ts';

/**
 * Prices of a person's duties in a window, given who else covers what: exact, as one person has one duty a day.
 * @param into `step × (duties + 1) + duty + 1`, off at +0
 */
export function marginalPrices(
  state: RosterState,
  person: number,
  days: readonly number[],
  into: Float64Array,
): void {
  const { problem, cover } = state;
  const dutyCount = problem.duties.length;
  const { dutyPrice, offPrice } = problem.people[person]!;
  for (let step = 0; step < days.length; step += 1) {
    const day = days[step]!;
    const row = step * (dutyCount + 1);
    into[row] = offPrice[day]!;
    for (let duty = 0; duty < dutyCount; duty += 1) {
      let price = dutyPrice[day * dutyCount + duty]!;
      if (price < Infinity) {
        const { cells, times } = footprintOf(problem, person, day, duty);
        for (let index = 0; index < cells.length; index += 1) {
          const at = cells[index]!;
          const cell = problem.cells[at]!;
          price += cellCost(cell, cover[at]! + times[index]!) - cellCost(cell, cover[at]!);
        }
      }
      into[row + duty + 1] = price;
    }
  }
}
