import { answerTimesA, type TimedQueue } from './answer-times.ts';
import { conditionalErlangA, erlangA } from './erlang-a.ts';
import { erlangB, erlangBOfRealSeats, lnErlangB } from './erlang-b.ts';
import * as c from './erlang-c.ts';
import { type FiniteLineQueue, finiteLine, serviceLevelFiniteLine } from './finite-line.ts';
import { maxLoadForBlockingB, maxLoadForServiceLevelC } from './largest-load.ts';
import { modifiedOfferedLoadErlangs } from './modified-offered-load.ts';
import { offeredLoadErlangs } from './offered-load.ts';
import { outOfRange } from './preconditions.ts';
import * as size from './seats.ts';

/** Arguments by the short names of the formulas: n, a, aht, t, patience, k, calls, interval, p, target, … */
type Args = Readonly<Record<string, unknown>>;

/**
 * Value of one queueing function under its short name, as the command line offers it: `erlangC` with n and a, and so on.
 * Infinity where a queue has no end; null for an unknown name, and for the mean wait of calls that cannot exist.
 * @throws number.out-of-range for a missing argument, one that is no number, or one outside its range
 */
export function evaluateCase(fn: string, args: Readonly<Record<string, unknown>>): number | null {
  return Object.hasOwn(functions, fn) ? functions[fn]!(args) : null;
}

const functions: Readonly<Record<string, (args: Args) => number | null>> = {
  erlangB: (args) => erlangB(num(args, 'n'), num(args, 'a')),
  lnErlangB: (args) => lnErlangB(num(args, 'n'), num(args, 'a')),
  erlangBx: (args) => erlangBOfRealSeats(num(args, 'n'), num(args, 'a')),
  erlangC: (args) => c.erlangC(num(args, 'n'), num(args, 'a')),
  lnErlangC: (args) => c.lnErlangC(num(args, 'n'), num(args, 'a')),
  erlangCx: (args) => c.erlangCOfRealSeats(num(args, 'n'), num(args, 'a')),
  serviceLevelC: (args) => c.serviceLevelC(timedPatient(args)),
  serviceLevelCalls: (args) => c.serviceLevelC(timedPatient(args, load(args))),
  waitTailC: (args) => c.waitTailC(timedPatient(args)),
  asaC: (args) => c.meanWaitSecondsC(patient(args)),
  asaCalls: (args) => c.meanWaitSecondsC(patient(args, load(args))),
  queueLengthC: (args) => c.queueLengthC(num(args, 'n'), num(args, 'a')),
  occupancyC: (args) => c.occupancyC(num(args, 'n'), num(args, 'a')),
  waitQuantileC: (args) => c.waitQuantileSecondsC({ ...patient(args), answeredFraction: num(args, 'p') }),

  minSeatsC: (args) => size.minSeatsForServiceLevelC(goalC(args, load(args))),
  minSeatsLoadC: (args) => size.minSeatsForServiceLevelC(goalC(args, num(args, 'a'))),
  minSeatsOccC: (args) =>
    size.minSeatsForServiceLevelC({
      ...goalC(args, load(args)),
      maxOccupancyFraction: num(args, 'maxOccupancy'),
    }),
  minSeatsAsaC: (args) =>
    size.minSeatsForMeanWaitC({
      trafficErlangs: load(args),
      ahtSeconds: num(args, 'aht'),
      maxMeanWaitSeconds: num(args, 'maxAsa'),
    }),
  minServersB: (args) => size.minSeatsForBlockingB(num(args, 'a'), num(args, 'maxBlocking')),
  maxLoadC: (args) =>
    maxLoadForServiceLevelC({
      seats: num(args, 'n'),
      ahtSeconds: num(args, 'aht'),
      withinSeconds: num(args, 't'),
      answeredFraction: num(args, 'target'),
    }),
  maxLoadB: (args) => maxLoadForBlockingB(num(args, 'n'), num(args, 'blocking')),

  pWaitA: (args) => erlangA(impatient(args)).waitProbability,
  pAbandonA: (args) => erlangA(impatient(args)).abandonedFraction,
  answerRateA: (args) => erlangA(impatient(args)).answerRate,
  meanWaitAllA: (args) => erlangA(impatient(args)).meanWaitSeconds,
  queueLengthA: (args) => erlangA(impatient(args)).queueLength,
  occupancyA: (args) => erlangA(impatient(args)).occupancyFraction,
  pAbandonGivenWaitA: (args) => conditionalErlangA(impatient(args)).abandonedGivenWait,
  meanWaitServedA: (args) => conditionalErlangA(impatient(args)).meanWaitAnsweredSeconds,
  meanWaitAbandonedA: (args) => conditionalErlangA(impatient(args)).meanWaitAbandonedSeconds,
  slVirtualA: (args) => answerTimesA(timed(args)).virtualWithin,
  virtualTailA: (args) => answerTimesA(timed(args)).virtualBeyond,
  slOfferedA: (args) => answerTimesA(timed(args)).offeredWithin,
  slServedA: (args) => answerTimesA(timed(args)).answeredWithin,
  slExclShortA: (args) => answerTimesA(timed(args)).withoutShortAbandons,
  servedLateA: (args) => answerTimesA(timed(args)).answeredLate,
  minSeatsAbandonA: (args) =>
    size.minSeatsForAbandonmentA({ ...demand(args), maxAbandonedFraction: num(args, 'maxAbandon') }),
  minSeatsSlA: (args) =>
    size.minSeatsForServiceLevelA({
      ...demand(args),
      withinSeconds: num(args, 't'),
      answeredFraction: num(args, 'target'),
      measure: measure(args),
    }),

  pBlockK: (args) => finiteLine(line(args)).blockedFraction,
  pWaitK: (args) => finiteLine(line(args)).waitProbability,
  pWaitAcceptedK: (args) => finiteLine(line(args)).waitGivenAccepted,
  pAbandonK: (args) => finiteLine(line(args)).abandonedFraction,
  answerRateK: (args) => finiteLine(line(args)).answerRate,
  queueLengthK: (args) => finiteLine(line(args)).queueLength,
  meanWaitAcceptedK: (args) => finiteLine(line(args)).meanWaitAcceptedSeconds,
  occupancyK: (args) => finiteLine(line(args)).occupancyFraction,
  slOfferedK: (args) =>
    serviceLevelFiniteLine({ ...line(args), withinSeconds: num(args, 't') }).offeredWithin,
  slAcceptedK: (args) =>
    serviceLevelFiniteLine({ ...line(args), withinSeconds: num(args, 't') }).acceptedWithin,

  molLoad: (args) =>
    modifiedOfferedLoadErlangs({
      callsByInterval: numbers(args, 'calls'),
      intervalSeconds: num(args, 'interval'),
      ahtSeconds: num(args, 'aht'),
      atSeconds: num(args, 't'),
    }),
};

function patient(args: Args, trafficErlangs = num(args, 'a')): c.PatientQueue {
  return { seats: num(args, 'n'), trafficErlangs, ahtSeconds: num(args, 'aht') };
}

function timedPatient(
  args: Args,
  trafficErlangs = num(args, 'a'),
): c.PatientQueue & { withinSeconds: number } {
  return { ...patient(args, trafficErlangs), withinSeconds: num(args, 't') };
}

function impatient(args: Args): c.PatientQueue & { readonly patienceSeconds: number | null } {
  return { ...patient(args), patienceSeconds: patience(args) };
}

function timed(args: Args): TimedQueue {
  return { ...impatient(args), withinSeconds: num(args, 't') };
}

function line(args: Args): FiniteLineQueue {
  return { ...impatient(args), callLimit: num(args, 'k') };
}

function demand(args: Args): size.ImpatientDemand {
  return { trafficErlangs: load(args), ahtSeconds: num(args, 'aht'), patienceSeconds: patience(args) };
}

function goalC(args: Args, trafficErlangs: number): Parameters<typeof size.minSeatsForServiceLevelC>[0] {
  const goal = { ahtSeconds: num(args, 'aht'), withinSeconds: num(args, 't') };
  return { ...goal, trafficErlangs, answeredFraction: num(args, 'target') };
}

function load(args: Args): number {
  return offeredLoadErlangs({
    calls: num(args, 'calls'),
    intervalSeconds: num(args, 'interval'),
    ahtSeconds: num(args, 'aht'),
  });
}

function patience(args: Args): number | null {
  return args['patience'] === null ? null : num(args, 'patience');
}

const measures: Readonly<Record<string, size.ServiceLevelMeasure>> = {
  offered: 'offeredWithin',
  served: 'answeredWithin',
  virtual: 'virtualWithin',
  exclshort: 'withoutShortAbandons',
};

function measure(args: Args): size.ServiceLevelMeasure {
  const name = String(args['measure']);
  if (!Object.hasOwn(measures, name)) throw outOfRange('measure', name, Object.keys(measures).join(' | '));
  return measures[name]!;
}

function num(args: Args, name: string): number {
  const value = args[name];
  if (typeof value !== 'number') throw outOfRange(name, value, '1, 2.5, …');
  return value;
}

function numbers(args: Args, name: string): readonly number[] {
  const values = args[name];
  if (!Array.isArray(values)) throw outOfRange(name, values, '[1, 2.5, …]');
  return values.map((value: unknown, index) => num({ [`${name}[${index}]`]: value }, `${name}[${index}]`));
}
