/** A number rounded to some decimals, so that a plan's numbers can be read, recomputed and hashed alike. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

/** A number rounded up to some decimals; a billionth of the last beyond them is dropped. */
export function roundedUp(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.ceil(value * factor - 1e-9) / factor;
}

/** A number rounded down to some decimals; what lacks a billionth of the last is taken as whole. */
export function roundedDown(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.floor(value * factor + 1e-9) / factor;
}

/** Bounds rounded to one decimal. */
export function roundedBounds<
  Bounds extends Readonly<Record<'low95' | 'low80' | 'high80' | 'high95', number>>,
>(bounds: Bounds): Record<'low95' | 'low80' | 'high80' | 'high95', number> {
  return {
    low95: rounded(bounds.low95, 1),
    low80: rounded(bounds.low80, 1),
    high80: rounded(bounds.high80, 1),
    high95: rounded(bounds.high95, 1),
  };
}
