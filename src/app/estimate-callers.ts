import type { LocalDateTime } from '@js-joda/core';
import {
  type CallRecord,
  type ContractFigures,
  contractFigures,
  estimatePatience,
  type HandlingByPart,
  handlingByPart,
  type Patience,
} from '../calls/index.ts';
import { SekisuError } from '../errors.ts';
import { parseCallRecordsCsv } from '../files/call-records.ts';

/** A file of records of single calls. */
export interface CallersInput {
  /** Name, for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Hang-ups after waits up to this many seconds, included, are also told apart; >= 0. */
  readonly atOnceSeconds: number;
}

/** What the records say about callers and calls. */
export interface CallersEstimate {
  readonly file: string;
  readonly calls: number;
  /** First and last arrival, both included. */
  readonly firstArrival: LocalDateTime;
  readonly lastArrival: LocalDateTime;
  /** Of all who hang up. */
  readonly patience: Patience;
  /** Of those who do not hang up at once: time they wait on top of `atOnceSeconds`. */
  readonly patienceApart: Patience;
  readonly handling: HandlingByPart;
  readonly contract: ContractFigures;
}

/**
 * How long callers wait before they hang up and how long calls take, and what of it belongs into contract.json. Keeps
 * nothing and needs no store.
 * @throws SekisuError of the file's parser; `file.no-rows`; `number.out-of-range`
 */
export function estimateCallers(input: CallersInput): CallersEstimate {
  const records = parseCallRecordsCsv(input.bytes, input.name);
  const [first] = records;
  if (first === undefined) throw new SekisuError('file.no-rows', { file: input.name });
  const withinSeconds = input.atOnceSeconds;
  const patience = estimatePatience(records, { withinSeconds, isApart: false });
  const handling = handlingByPart(records);
  return {
    file: input.name,
    calls: records.length,
    firstArrival: extreme(records, first, (one, other) => one.isBefore(other)),
    lastArrival: extreme(records, first, (one, other) => one.isAfter(other)),
    patience,
    patienceApart: estimatePatience(records, { withinSeconds, isApart: true }),
    handling,
    contract: contractFigures(patience, handling),
  };
}

function extreme(
  records: readonly CallRecord[],
  first: CallRecord,
  isFurther: (one: LocalDateTime, other: LocalDateTime) => boolean,
): LocalDateTime {
  return records.reduce(
    (found, { arrivesAt }) => (isFurther(arrivesAt, found) ? arrivesAt : found),
    first.arrivesAt,
  );
}
