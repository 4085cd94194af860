/** Where simulated calls ended, as shares of the calls offered. */
export interface SimulatedOverflow {
  readonly answeredByOperator: number;
  readonly answeredBySupervisor: number;
  readonly automatic: number;
  readonly abandoned: number;
}

/**
 * Simulates operators, supervisors and the automatic answer event by event, with a list of the calls that wait, each with the moment
 * at which it hangs up. Knows no chain and no formula. @param random uniform on [0, 1)
 */
export function simulateOverflow(
  line: {
    readonly seats: number;
    readonly supervisors: number;
    readonly waitingBeforeSupervisors: number;
    readonly waitingLimit: number;
    readonly trafficErlangs: number;
    readonly ahtSeconds: number;
    readonly supervisorAhtSeconds: number;
    readonly patienceSeconds: number;
    readonly calls: number;
  },
  random: () => number,
): SimulatedOverflow {
  const exponential = (mean: number): number => -mean * Math.log1p(-random());
  let operators: number[] = [];
  let helpers: number[] = [];
  let waiting: number[] = [];
  const count = { answeredByOperator: 0, answeredBySupervisor: 0, automatic: 0, abandoned: 0 };
  const earliest = (moments: readonly number[]): number => Math.min(Infinity, ...moments);
  const without = (moments: readonly number[], gone: number): number[] => {
    const index = moments.indexOf(gone);
    return moments.filter((_, i) => i !== index);
  };
  let now = 0;
  let nextCall = exponential(line.ahtSeconds / line.trafficErlangs);
  for (let offered = 0; offered < line.calls; ) {
    const freed = earliest(operators);
    const helped = earliest(helpers);
    const hangUp = earliest(waiting);
    now = Math.min(nextCall, freed, helped, hangUp);
    if (now === nextCall) {
      offered++;
      nextCall = now + exponential(line.ahtSeconds / line.trafficErlangs);
      if (operators.length === line.seats && waiting.length === line.waitingLimit) count.automatic++;
      else waiting.push(now + exponential(line.patienceSeconds));
    } else if (now === freed) operators = without(operators, freed);
    else if (now === helped) helpers = without(helpers, helped);
    else {
      waiting = without(waiting, hangUp);
      count.abandoned++;
    }
    while (waiting.length > 0 && operators.length < line.seats) {
      waiting.shift();
      operators.push(now + exponential(line.ahtSeconds));
      count.answeredByOperator++;
    }
    while (waiting.length > line.waitingBeforeSupervisors && helpers.length < line.supervisors) {
      waiting.shift();
      helpers.push(now + exponential(line.supervisorAhtSeconds));
      count.answeredBySupervisor++;
    }
  }
  return {
    answeredByOperator: count.answeredByOperator / line.calls,
    answeredBySupervisor: count.answeredBySupervisor / line.calls,
    automatic: count.automatic / line.calls,
    abandoned: count.abandoned / line.calls,
  };
}
