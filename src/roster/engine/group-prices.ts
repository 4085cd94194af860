import type { MoveTable } from './move-table.ts';
import { off } from './problem.ts';

/** Cheapest duty of each group of moves on each day of a window, and its price; first a day off: `step × (groups + 1) + group + 1`. */
export interface GroupPrices {
  /** Infinity where none of the group's duties is possible. */
  readonly prices: Float64Array;
  readonly duties: Int16Array;
}

/** Prices of groups. @param price per day of the window and duty, `step × (duties + 1) + duty + 1`, off at +0 */
export function groupPrices(
  table: MoveTable,
  price: Float64Array,
  length: number,
  stride: number,
): GroupPrices {
  const width = table.groups.length + 1;
  const prices = new Float64Array(length * width);
  const duties = new Int16Array(length * width);
  for (let step = 0; step < length; step += 1) {
    prices[step * width] = price[step * stride]!;
    duties[step * width] = off;
  }
  for (let group = 1; group < width; group += 1) {
    const members = table.groups[group - 1]!.duties;
    for (let step = 0; step < length; step += 1) {
      let best = Infinity;
      let bestDuty = off;
      for (let index = 0; index < members.length; index += 1) {
        const cost = price[step * stride + members[index]! + 1]!;
        if (cost < best) {
          best = cost;
          bestDuty = members[index]!;
        }
      }
      prices[step * width + group] = best;
      duties[step * width + group] = bestDuty;
    }
  }
  return { prices, duties };
}
