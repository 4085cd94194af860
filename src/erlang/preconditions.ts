import { SekisuError } from '../errors.ts';

/** Returns the value if it is finite and >= 0. @throws number.out-of-range */
export function requireNonNegative(name: string, value: number): number {
  if (!(value >= 0 && value < Infinity)) throw outOfRange(name, value, '0 ≤ x < ∞');
  return value;
}

/** Returns the value if it is finite and > 0. @throws number.out-of-range */
export function requirePositive(name: string, value: number): number {
  if (!(value > 0 && value < Infinity)) throw outOfRange(name, value, '0 < x < ∞');
  return value;
}

/** Returns the value if it is a whole number of at least `least` (included). @throws number.out-of-range */
export function requireWhole(name: string, value: number, least = 0): number {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw outOfRange(name, value, `${least}, ${least + 1}, ${least + 2}, …`);
  }
  return value;
}

/** Returns the value if 0 <= value < 1: a share that some finite number of seats can reach. @throws number.out-of-range */
export function requireReachableShare(name: string, value: number): number {
  if (!(value >= 0 && value < 1)) throw outOfRange(name, value, '0 ≤ x < 1');
  return value;
}

/** Returns the value if 0 < value <= 1: a loss that some finite number of seats can keep. @throws number.out-of-range */
export function requireAllowedLoss(name: string, value: number): number {
  if (!(value > 0 && value <= 1)) throw outOfRange(name, value, '0 < x ≤ 1');
  return value;
}

/** Returns the value if 0 < value < 1. @throws number.out-of-range */
export function requireInnerFraction(name: string, value: number): number {
  if (!(value > 0 && value < 1)) throw outOfRange(name, value, '0 < x < 1');
  return value;
}

/** The error of a number outside its range; `expected` is written in symbols so that it reads in both languages. */
export function outOfRange(name: string, value: unknown, expected: string): SekisuError {
  return new SekisuError('number.out-of-range', { name, value: String(value), expected });
}
