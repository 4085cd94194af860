import { LocalDate } from '@js-joda/core';

/**
 * Plain data with days in it as text that crosses a thread boundary; objects of js-joda would lose their type there.
 * `fromWire(toWire(x))` equals x for data of plain values, arrays, objects and LocalDate.
 */
export function toWire(value: unknown): string {
  return JSON.stringify(value, function replace(this: Record<string, unknown>, key, plain: unknown) {
    const original = this[key];
    return original instanceof LocalDate ? { $day: original.toString() } : plain;
  });
}

/** The data of a text made by `toWire`. */
export function fromWire<T>(text: string): T {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && '$day' in value)
      return LocalDate.parse(String(value.$day));
    return value;
  }) as T;
}
