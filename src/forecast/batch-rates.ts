/** One batch of letters as the model sees it. */
export interface FitBatch {
  readonly kind: string;
  /** Calls that the assumed rate gives, by the position of the day in the history. */
  readonly assumedCalls: readonly { readonly position: number; readonly calls: number }[];
}

/** An estimate and its standard error, both as multiples of what was assumed. */
export interface Multiplier {
  readonly value: number;
  readonly standardError: number;
}

/** Spread of the response from batch to batch of one kind, as a fraction: the largest single uncertainty. */
export const batchCvFraction = 0.25;
/** How far a kind's response may easily lie from the assumed calls per letter, as a fraction. */
const kindCvFraction = 0.35;
const sweeps = 15;

/** The letters' part of a fit. */
export interface BatchFit {
  /** Calls of all batches together, per day of the history. */
  readonly calls: readonly number[];
  readonly batches: readonly Multiplier[];
  readonly kinds: ReadonlyMap<string, Multiplier>;
  readonly unseenKind: Multiplier;
}

/**
 * How strongly people respond to letters, relative to the assumed calls per letter: batches vary around their kind
 * (standard deviation 25 %), kinds around 1 (35 %). The penalised weighted least squares are solved by coordinate
 * descent; a batch whose calls are partly seen is thus forecast by what it has shown so far, a new one by its kind,
 * and a kind with few batches stays near the assumption. This is the posterior mean of a normal random-effects
 * model (Robinson, "That BLUP is a good thing", Statistical Science 6, 1991) with responses kept ≥ 0.
 * @param dayCount days of history @param rest per day: calls not explained by anything else; empty for the prior
 * @param weights per day: weight ÷ variance
 */
export function fitBatches(
  batches: readonly FitBatch[],
  dayCount: number,
  rest: readonly number[],
  weights: readonly number[],
): BatchFit {
  const values = batches.map(() => 1);
  const kindValues = new Map(batches.map((batch) => [batch.kind, 1]));
  const information = batches.map((batch) =>
    batch.assumedCalls.reduce((sum, day) => sum + (weights[day.position] ?? 0) * day.calls ** 2, 0),
  );
  const calls: number[] = new Array(dayCount).fill(0);
  for (const batch of batches) for (const day of batch.assumedCalls) calls[day.position]! += day.calls;
  const spreadOf = (kind: string) => batchCvFraction * Math.max(kindValues.get(kind)!, 0.2);

  for (let sweep = 0; sweep < (rest.length > 0 ? sweeps : 0); sweep++) {
    const sums = new Map([...kindValues.keys()].map((kind) => [kind, kindPrior()]));
    batches.forEach((batch, index) => {
      const moment = batch.assumedCalls.reduce((sum, day) => {
        const unexplained = rest[day.position]! - calls[day.position]! + values[index]! * day.calls;
        return sum + weights[day.position]! * day.calls * unexplained;
      }, 0);
      const tie = spreadOf(batch.kind) ** -2;
      const kindValue = kindValues.get(batch.kind)!;
      const value = Math.max(0, (moment + tie * kindValue) / (information[index]! + tie));
      for (const day of batch.assumedCalls) calls[day.position]! += (value - values[index]!) * day.calls;
      values[index] = value;
      // The batch's own spread is integrated out, so a batch that was hardly seen hardly moves its kind.
      const own = sums.get(batch.kind)!;
      own.moment += (tie * moment) / (information[index]! + tie);
      own.information += (tie * information[index]!) / (information[index]! + tie);
    });
    for (const [kind, { moment, information: total }] of sums)
      kindValues.set(kind, Math.max(0, moment / total));
  }

  const kindInformation = new Map([...kindValues.keys()].map((kind) => [kind, kindPrior().information]));
  batches.forEach((batch, index) => {
    const tie = spreadOf(batch.kind) ** -2;
    const own = (tie * information[index]!) / (information[index]! + tie);
    kindInformation.set(batch.kind, kindInformation.get(batch.kind)! + own);
  });
  const kinds = new Map(
    [...kindValues].map(([kind, value]) => {
      const standardError = Math.hypot(spreadOf(kind), kindInformation.get(kind)! ** -0.5);
      return [kind, { value, standardError }];
    }),
  );
  return {
    calls,
    batches: batches.map((batch, index) => ({
      value: values[index]!,
      standardError: (information[index]! + kinds.get(batch.kind)!.standardError ** -2) ** -0.5,
    })),
    kinds,
    unseenKind: { value: 1, standardError: Math.hypot(batchCvFraction, kindCvFraction) },
  };
}

function kindPrior(): { moment: number; information: number } {
  return { moment: kindCvFraction ** -2, information: kindCvFraction ** -2 };
}
