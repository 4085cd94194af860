import { readFileSync } from 'node:fs';
import { LocalDate, YearMonth } from '@js-joda/core';
import { type Contract, parseContract } from '../../src/contract/index.ts';
import type { ForecastInput, HistoryInterval, Mailing } from '../../src/forecast/index.ts';
import { openCalendar } from '../../src/forecast/open-calendar.ts';
import { openingLengths } from '../../src/forecast/opening-lengths.ts';
import { responseShares } from '../../src/forecast/series/letters.ts';

const file = new URL('../../forecasts/matsusaka/contract.json', import.meta.url);
const contractJson = JSON.parse(readFileSync(file, 'utf8'));

/** The sample contract: 700 calls a month, Monday to Friday 09:00 to 17:15. */
export const contract: Contract = parseContract(contractJson, 'contract.json');

/** The sample contract with its calls multiplied. */
export function contractTimes(factor: number): Contract {
  const queues = contract.queues.map((queue) => ({ ...queue, monthlyCalls: queue.monthlyCalls * factor }));
  return { ...contract, queues };
}

export const day = (text: string) => LocalDate.parse(text);

/** The openings that a contract agrees. */
export const lengthsOf = (terms: Contract) => openingLengths(terms, YearMonth.parse('2024-10'), []);

/** A batch of 3,000 notices at 6 %, announced two weeks before posting. */
export function mailing(options: Partial<Mailing> & { readonly postedOn: LocalDate }): Mailing {
  return {
    announcedOn: options.postedOn.minusDays(14),
    letters: 3000,
    kind: '交付通知書',
    callsPerLetter: 0.06,
    bookingOpensOn: null,
    dueOn: null,
    phoneFraction: 1,
    chanceFraction: 1,
    ...options,
  };
}

/** A small fixed-seed generator of uniform numbers in [0, 1) (mulberry32). */
export function uniformNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A Poisson count by multiplication of uniform numbers. */
export function poisson(mean: number, uniform: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count += 1;
  return count;
}

/** What a synthetic history is drawn from. */
export interface Truth {
  readonly from: string;
  readonly to: string;
  /** Calls a day without letters, per queue. */
  readonly base: Readonly<Record<string, number>>;
  /** Calls per letter, per queue. */
  readonly rate: Readonly<Record<string, number>>;
  readonly mailings: readonly Mailing[];
  /** The contract whose days are open; the sample's when left out. */
  readonly contract?: Contract;
  /** Multiplies every rate. */
  readonly factor?: number;
  readonly seed?: number;
}

/** Poisson calls per 15-minute interval; 95 % are answered, at 300 s each. */
export function syntheticHistory(truth: Truth): HistoryInterval[] {
  const uniform = uniformNumbers(truth.seed ?? 1);
  const terms = truth.contract ?? contract;
  const calendar = openCalendar(terms, day(truth.from), day(truth.to), lengthsOf(terms));
  const rows: HistoryInterval[] = [];
  calendar.days.forEach((open, number) => {
    const weekday = contract.assumptions.weekdayFactors[open.weekday]!;
    for (const queueId of Object.keys(truth.base)) {
      const letters = truth.mailings.reduce((sum, batch) => {
        const first = calendar.days.findIndex(({ date }) => date.isAfter(batch.postedOn));
        return sum + batch.letters * (responseShares[number - first] ?? 0);
      }, 0);
      const mean = (truth.base[queueId]! * weekday + letters * truth.rate[queueId]!) * (truth.factor ?? 1);
      for (let startMinute = open.startMinute; startMinute < open.endMinute; startMinute += 15) {
        const offered = poisson(mean / 33, uniform);
        const answered = Math.round(offered * 0.95);
        rows.push({
          queueId,
          date: open.date,
          startMinute,
          endMinute: startMinute + 15,
          offered,
          answered,
          abandoned: offered - answered,
          handlingSeconds: answered * 300,
        });
      }
    }
  });
  return rows;
}

/** A forecast's input with nothing known but the contract. */
export function input(
  options: Partial<Omit<ForecastInput, 'month'>> & { readonly month?: string },
): ForecastInput {
  return {
    contract,
    knowledgeDate: day('2024-09-20'),
    history: [],
    mailings: [],
    events: [],
    drivers: [],
    historyDecisions: [],
    overrides: [],
    ...options,
    month: YearMonth.parse(options.month ?? '2024-10'),
  };
}
