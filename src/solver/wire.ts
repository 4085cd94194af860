import { LocalDate } from '@js-joda/core';

/**
 * Plain data with days and maps in it as text that crosses a thread boundary; objects of js-joda would lose their type
 * there. `fromWire(toWire(x))` equals x for data of plain values, arrays, objects, LocalDate and Map.
 */
export function toWire(value: unknown): string {
  return JSON.stringify(value, function replace(this: Record<string, unknown>, key, plain: unknown) {
    const original = this[key];
    if (original instanceof LocalDate) return { $day: original.toString() };
    return original instanceof Map ? { $map: [...original] } : plain;
  });
}

/** The data of a text made by `toWire`. */
export function fromWire<T>(text: string): T {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$day' in value) return LocalDate.parse(String(value.$day));
    // What is inside has been read already: the parser gives the innermost values first.
    return '$map' in value ? new Map(value.$map as [unknown, unknown][]) : value;
  }) as T;
}
