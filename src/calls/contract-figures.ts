import type { HandlingByPart } from './handling.ts';
import type { Patience } from './patience.ts';

/** What the records say for the assumptions of contract.json; null where they say nothing. */
export interface ContractFigures {
  /** `assumptions.patienceSeconds`, whole seconds; with those who hang up at once, as Erlang A knows no others. */
  readonly patienceSeconds: number | null;
  /** `assumptions.handlingCvFraction`, two decimals. */
  readonly handlingCvFraction: number | null;
  /** `queues[].ahtSeconds`, whole seconds; null as id holds for calls that name no queue. */
  readonly queues: readonly { readonly id: string | null; readonly ahtSeconds: number }[];
}

/**
 * The figures to write into contract.json, rounded to what the records can bear. A mean that rounds to 0 s would be
 * refused there and says nothing, so it is left out.
 * @param patience estimated with those who hang up at once
 */
export function contractFigures(patience: Patience, handling: HandlingByPart): ContractFigures {
  const patienceSeconds = Math.round(patience.meanSeconds ?? 0);
  const cv = handling.all?.cv ?? null;
  return {
    patienceSeconds: patienceSeconds > 0 ? patienceSeconds : null,
    handlingCvFraction: cv === null ? null : Math.round(cv * 100) / 100,
    queues: handling.queues
      .map(({ queueId, handling: { meanSeconds } }) => ({
        id: queueId,
        ahtSeconds: Math.round(meanSeconds.value),
      }))
      .filter(({ ahtSeconds }) => ahtSeconds > 0),
  };
}
