import type { Blend } from './blend.ts';
import type { MethodRecord } from './series.ts';

/** What each method weighed and how it did. */
export function recordsOf(names: readonly string[], blend: Blend): MethodRecord[] {
  return names.map((name, method) => ({
    name,
    weightFraction: blend.weights[method]!,
    pastErrorFraction: blend.errors[method]!,
  }));
}
