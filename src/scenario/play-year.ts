import { type LocalDate, YearMonth } from '@js-joda/core';
import type { AppContext } from '../app/context.ts';
import type { ImportInput } from '../app/import-file.ts';
import { openDaysOfMonth } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Archive } from './archive.ts';
import { closeYear, handOver } from './end-year.ts';
import { openingActs } from './open-year.ts';
import { middleOfMonth } from './outbound.ts';
import { confirmWaiting, playEvening, playMorning } from './play-days.ts';
import {
  answerTheCity,
  completeMonthOfYear,
  completionOn,
  meetTheCity,
  planDueOn,
  reportMonthOfYear,
  reportsOn,
  settleMisses,
} from './play-months.ts';
import { planMonthOfYear } from './play-plans.ts';
import { setUp } from './set-up.ts';
import { at, type PlayClock, playClock } from './stage.ts';

/** What a year came to. */
export interface PlayedYear {
  /** Hash of the last entry of the log that was exported. */
  readonly logHead: string;
  readonly contract: Contract;
  readonly openDays: number;
  readonly offered: number;
  readonly answered: number;
  readonly absences: number;
  readonly covered: number;
  readonly files: number;
}

/** Month of the term, from 0, whose first plan the city returns. */
const returnedMonth = 0;
/** Month of the term, from 0, in which the city asks for a report out of turn. */
const askedMonth = 7;

/**
 * Plays a contract's term in order of time: preparation, a plan, its signatures and its roster every month, absences, calls
 * and a report every open day, reports after every month, the handover. Calls before the term are the data's; calls within
 * it are played under the roster of the day, as many as the data have where they tell of the day, else as forecast.
 * @param open gives the store with the play's clock; it must be empty @param files the data folder's files
 * @throws SekisuError `data.missing` without a contract or staff, and what the use cases throw
 */
export async function playYear(
  open: (clock: PlayClock) => AppContext,
  files: readonly ImportInput[],
  archive: Archive,
  note: (line: string) => void,
): Promise<PlayedYear> {
  const clock = playClock();
  const stage = await setUp(open(clock), clock, files, archive, note);
  const sum = { openDays: 0, offered: 0, answered: 0, absences: 0, covered: 0 };
  const { term, opening } = stage.contract;
  const months = monthsOf(term.start, term.end);
  const monthly = months.flatMap((month, index) => [
    at(planDueOn(stage, month), '10:00', async () => {
      await planMonthOfYear(stage, month, { isReturned: index === returnedMonth });
      note(`${month}`);
    }),
    ...openDaysOfMonth(opening, month).flatMap(({ date }, day, days) => [
      at(date, '08:40', async () => {
        const { absences, covered } = await playMorning(stage, date);
        sum.absences += absences;
        sum.covered += covered;
      }),
      at(date, '09:30', () => confirmWaiting(stage, date)),
      at(date, '09:40', () => settleMisses(stage, date)),
      at(date, '17:40', async () => {
        const { offered, answered } = await playEvening(stage, date);
        sum.openDays += 1;
        sum.offered += offered;
        sum.answered += answered;
      }),
      // The day after the middle one, whose calls are counted by then.
      ...(day === Math.floor(days.length / 2) + 1
        ? [at(date, '11:00', () => middleOfMonth(stage, month, date))]
        : []),
      ...(index === askedMonth && day === 12
        ? [at(date, '11:00', () => answerTheCity(stage, date, days[0]!.date))]
        : []),
      ...(day === days.length - 1 ? [at(date, '11:00', () => meetTheCity(stage, month, date))] : []),
    ]),
    at(reportsOn(stage, month), '11:00', () => reportMonthOfYear(stage, month)),
    at(completionOn(stage, month), '11:00', () => completeMonthOfYear(stage, month)),
  ]);
  const lastDay = openDaysOfMonth(opening, months.at(-1)!).at(-1)!.date;
  const acts = [
    ...(await openingActs(stage)),
    ...monthly,
    at(lastDay, '16:30', () => handOver(stage, lastDay)),
  ];
  acts.sort((one, other) => one.date.compareTo(other.date) || one.time.localeCompare(other.time));
  for (const { run } of acts) await run();
  const end = months.at(-1)!;
  const logHead = await closeYear(stage, completionOn(stage, end).plusDays(1));
  return { ...sum, logHead, contract: stage.contract, files: archive.files.length };
}

function monthsOf(start: LocalDate, end: LocalDate): YearMonth[] {
  const months: YearMonth[] = [];
  const last = YearMonth.from(end);
  for (let month = YearMonth.from(start); !month.isAfter(last); month = month.plusMonths(1)) {
    months.push(month);
  }
  return months;
}
