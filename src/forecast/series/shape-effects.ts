import { expectedMail } from './batch-effects.ts';
import {
  type AnsweringDays,
  batchCourses,
  type PlacedBatch,
  publishedShape,
  type ResponseShape,
} from './letters.ts';

/** A quantity of the response's shape on the scale on which it is assumed to be normally distributed. */
interface ShapeQuantity {
  readonly name: keyof ResponseShape;
  readonly isLogit: boolean;
  /** Standard deviation of what it may differ from the published shape. */
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
}

const quantities: readonly ShapeQuantity[] = [
  { name: 'lateness', isLogit: false, deviation: 0.3, least: -2, most: 2 },
  { name: 'firstShare', isLogit: true, deviation: 0.4, least: -4, most: 2 },
  { name: 'tailRatio', isLogit: true, deviation: 0.25, least: -1, most: 3 },
  { name: 'sizePower', isLogit: false, deviation: 0.15, least: 0.5, most: 1.5 },
  { name: 'weekdayPower', isLogit: false, deviation: 0.25, least: 0, most: 1 },
];

/** Step over which slopes are taken ÷ the quantity's deviation: small against it, large against rounding. */
const stepFraction = 0.05;

/** What one quantity of the shape brings: calls per open day for each unit it lies above the point of linearity. */
export interface ShapeEffect {
  readonly calls: Float64Array;
  /** Variance that is assumed of the quantity around the published shape, and how far the point lies from that. */
  readonly variance: number;
  readonly moved: number;
}

/**
 * Slopes of all calls from letters along each quantity of the shape, around a shape and rates: by which the shape is
 * one more unknown of the linear model, integrated over instead of searched for (Laplace's approximation: Rasmussen &
 * Williams, 2006, 3.4).
 */
export function shapeEffects(input: {
  readonly batches: readonly PlacedBatch[];
  readonly shape: ResponseShape;
  readonly rates: readonly number[];
  readonly days: AnsweringDays;
}): ShapeEffect[] {
  const { batches, shape, rates, days } = input;
  if (batches.length === 0) return [];
  const none = batches.map(() => 0);
  const callsOf = (own: ResponseShape) =>
    expectedMail(batchCourses(batches, own, days), rates, none, days.count);
  const usual = callsOf(shape);
  return quantities.map((quantity) => {
    const { name, deviation } = quantity;
    const value = scaled(quantity, shape);
    const step = stepFraction * deviation;
    const moved = callsOf({ ...shape, [name]: unscaled(quantity, value + step) });
    const calls = moved.map((there, day) => (there - usual[day]!) / step);
    return { calls, variance: deviation ** 2, moved: value - scaled(quantity, publishedShape) };
  });
}

/** Adds the effects' covariance between open days, relative to each day's calls without letters; by rows. */
export function addShapeCovariance(
  effects: readonly ShapeEffect[],
  base: ArrayLike<number>,
  sum: Float64Array,
  rows: { readonly from: number; readonly to: number },
): void {
  for (const { calls, variance } of effects) {
    const relative = Float64Array.from({ length: rows.to }, (_, i) => calls[i]! / base[i]!);
    for (let i = rows.from; i < rows.to; i++) {
      const factor = variance * relative[i]!;
      if (factor === 0) continue;
      const target = (i - rows.from) * rows.to;
      for (let j = 0; j <= i; j++) sum[target + j]! += factor * relative[j]!;
    }
  }
}

/** Calls per open day that the effects bring beyond the point of linearity, when each lies so far from the published shape. */
export function shapeCalls(
  effects: readonly ShapeEffect[],
  from: readonly number[],
  count: number,
): Float64Array {
  const sum = new Float64Array(count);
  effects.forEach(({ calls }, index) => {
    for (let i = 0; i < count; i++) sum[i]! += from[index]! * calls[i]!;
  });
  return sum;
}

/** How far each quantity lies from the published shape, given the weights of the responses (α of the process). */
export function shapeMoves(
  effects: readonly ShapeEffect[],
  base: ArrayLike<number>,
  weights: ArrayLike<number>,
): number[] {
  return effects.map(({ calls, variance }, index) => {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += (calls[i]! / base[i]!) * weights[i]!;
    const quantity = quantities[index]!;
    const guess = scaled(quantity, publishedShape);
    return Math.min(Math.max(guess + variance * sum, quantity.least), quantity.most) - guess;
  });
}

/** The shape that lies so far from the published one. */
export function movedShape(moves: readonly number[]): ResponseShape {
  const shape = { ...publishedShape };
  moves.forEach((move, index) => {
    const quantity = quantities[index]!;
    shape[quantity.name] = unscaled(quantity, scaled(quantity, publishedShape) + move);
  });
  return shape;
}

function scaled({ name, isLogit }: ShapeQuantity, shape: ResponseShape): number {
  return isLogit ? Math.log(shape[name] / (1 - shape[name])) : shape[name];
}

function unscaled({ isLogit }: ShapeQuantity, value: number): number {
  return isLogit ? 1 / (1 + Math.exp(-value)) : value;
}
