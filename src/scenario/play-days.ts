import type { LocalDate } from '@js-joda/core';
import { chooseWay } from '../app/choose-way.ts';
import type { DeskRef } from '../app/desk-ground.ts';
import { importFile } from '../app/import-file.ts';
import { loadDay } from '../app/load-day.ts';
import { loadOpenDesk, type OpenDesk } from '../app/load-desk.ts';
import { noteAnswer } from '../app/note-answer.ts';
import { recordActuals } from '../app/record-actuals.ts';
import { reportAbsences } from '../app/report-absences.ts';
import { formatTime, parseTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { type HandedInRow, writeCasesCsv } from '../files/index.ts';
import type { HistoryInterval } from '../forecast/index.ts';
import { type PlanDay, type PlayedCall, playedDay } from '../plan/index.ts';
import { type SampleCasesInput, sampleCases, takersOf } from '../sample/cases.ts';
import { callOut } from './outbound.ts';
import { confirmPaper, submitPaper } from './papers.ts';
import type { Stage } from './stage.ts';

/** Chance that somebody who is asked to help out says yes. */
const yesFraction = 0.75;
/** Ways that the lead tries for one absence before leaving it. */
const mostTries = 6;
/** Grid on which calls are counted, as the telephone system hands them in. */
const countedMinutes = 15;

/** Plays the morning of an open day: who is ill at 8:40, and who covers. @returns how many are away, and covered */
export async function playMorning(
  stage: Stage,
  date: LocalDate,
): Promise<{ readonly absences: number; readonly covered: number }> {
  stage.clock.set(date, '08:40');
  const absent = await drawAbsent(stage, date);
  if (absent.length === 0) return { absences: 0, covered: 0 };
  return { absences: absent.length, covered: (await cover(stage, date, absent)) ? absent.length : 0 };
}

/** Plays the calls of a day under the roster as it is by then, and hands in the daily report. @returns calls of the day */
export async function playEvening(
  stage: Stage,
  date: LocalDate,
): Promise<{ readonly offered: number; readonly answered: number }> {
  const { ctx, cast } = stage;
  stage.clock.set(date, '17:40');
  const { plan, day, absences } = await loadDay(ctx, cast.lead, { date });
  const present = withoutAbsent(day, new Set(absences.map(({ staffId }) => staffId)));
  const calls = playedDay(plan.content, present, stage.contract, expectedCalls(stage, day), seedOf(date));
  const intervals = countedCalls(stage.contract, date, day, calls);
  await recordActuals(ctx, cast.contractor[0]!, intervals.map(handedIn));
  const takersAt = takersOf([present]);
  await keepCases(stage, date, takersAt, intervals);
  await callOut(stage, date, takersAt);
  stage.clock.set(date, '17:55');
  const path = `${date.toString().slice(0, 7)}/nippo-${date}.pdf`;
  stage.waiting.push(await submitPaper(stage, { kind: 'dailyReport', subject: date.toString(), path }));
  const sum = (of: (row: HistoryInterval) => number): number =>
    intervals.reduce((total, row) => total + of(row), 0);
  return { offered: sum(({ offered }) => offered), answered: sum(({ answered }) => answered) };
}

/** The office confirms in the morning what was handed in the evening before. */
export async function confirmWaiting(stage: Stage, date: LocalDate): Promise<void> {
  stage.clock.set(date, '09:30');
  for (const paper of stage.waiting.splice(0)) await confirmPaper(stage, paper, 'office');
}

/** People on duty who do not come, each by the chance that the contract assumes. */
async function drawAbsent(stage: Stage, date: LocalDate): Promise<string[]> {
  const { day } = await loadDay(stage.ctx, stage.cast.lead, { date });
  const { absentFraction } = stage.contract.assumptions.attendance;
  return day.shifts
    .filter(({ standby, role }) => !standby && role === 'operator')
    .map(({ staffId }) => staffId)
    .filter(() => stage.random.uniform() < absentFraction);
}

/** Reports the absences and takes the best way whose people agree. @returns whether one was found */
async function cover(stage: Stage, date: LocalDate, absent: readonly string[]): Promise<boolean> {
  const { ctx, cast, random } = stage;
  const absences = absent.map((staffId) => ({ staffId, startMinute: null, endMinute: null }));
  await reportAbsences(ctx, cast.lead, { date, absences, reasonKind: 'sick', detail: null });
  for (let tries = 0; tries < mostTries; tries += 1) {
    const open = await loadOpenDesk(ctx, cast.lead, { date });
    const option = open?.proposal.options[0];
    if (open === null || option === undefined) return false;
    const ref = refOf(open);
    const { version } = await chooseWay(ctx, cast.lead, { ...ref, optionId: option.id });
    if (version !== null) return true;
    for (const staffId of option.askedIds) {
      const answer = random.uniform() < yesFraction ? 'yes' : 'no';
      const asked = await loadOpenDesk(ctx, cast.lead, { date });
      if (asked === null) return true;
      const noted = await noteAnswer(ctx, cast.lead, { ...refOf(asked), staffId, answer });
      if (noted.version !== null) return true;
      if (answer === 'no') break;
    }
  }
  return false;
}

/** A case as the lead has just seen it. */
function refOf({ view, entry }: OpenDesk): DeskRef {
  return {
    date: entry.deskCase.date,
    caseId: entry.deskCase.id,
    version: view.plan.version,
    eventNumber: entry.events.at(-1)?.number ?? 0,
  };
}

/** Who is away and whom nobody replaced is not there, whatever the roster says. */
function withoutAbsent(day: PlanDay, absentIds: ReadonlySet<string>): PlanDay {
  return { ...day, shifts: day.shifts.filter(({ staffId }) => !absentIds.has(staffId)) };
}

/** Calls per queue and planning interval as the data tell of the day; null where they do not. */
function expectedCalls({ contract, actual }: Stage, day: PlanDay): number[][] | null {
  const rows = actual.get(day.date);
  if (rows === undefined) return null;
  const open = parseTime(day.open);
  return contract.queues.map(({ id }) => {
    const counts = day.intervals.map(() => 0);
    for (const { queueId, startMinute, offered } of rows) {
      const index = Math.floor((startMinute - open) / contract.intervalMinutes);
      if (queueId === id && index >= 0 && index < counts.length) counts[index]! += offered;
    }
    return counts;
  });
}

function seedOf(date: LocalDate): number {
  return date.toEpochDay();
}

/** Counts of the calls per queue and quarter of an hour. */
function countedCalls(
  contract: Contract,
  date: LocalDate,
  day: PlanDay,
  calls: readonly PlayedCall[],
): HistoryInterval[] {
  const open = parseTime(day.open);
  const close = parseTime(day.close);
  const starts = Array.from(
    { length: (close - open) / countedMinutes },
    (_, index) => open + index * countedMinutes,
  );
  return contract.queues.flatMap(({ id: queueId }) =>
    starts.map((startMinute): HistoryInterval => {
      const endMinute = startMinute + countedMinutes;
      const own = calls.filter(
        ({ queueId: of, atSecond }) =>
          of === queueId && atSecond >= startMinute * 60 && atSecond < endMinute * 60,
      );
      const count = (outcome: PlayedCall['outcome']): number =>
        own.filter((call) => call.outcome === outcome).length;
      return {
        date,
        queueId,
        startMinute,
        endMinute,
        offered: own.length,
        answered: count('answered'),
        abandoned: count('abandoned'),
        handlingSeconds: own.reduce((sum, call) => sum + call.handlingSeconds, 0),
      };
    }),
  );
}

/** An interval as a telephone system would hand it in. */
export function handedIn(interval: HistoryInterval): HandedInRow {
  return {
    interval_start: `${interval.date} ${formatTime(interval.startMinute)}`,
    interval_minutes: interval.endMinute - interval.startMinute,
    queue: interval.queueId,
    offered: interval.offered,
    answered: interval.answered,
    abandoned: interval.abandoned,
    handling_seconds: interval.handlingSeconds,
  };
}

/** Makes the day's calls cases and imports them as the desk's file would be. */
async function keepCases(
  stage: Stage,
  date: LocalDate,
  takersAt: SampleCasesInput['takersAt'],
  intervals: readonly HistoryInterval[],
): Promise<void> {
  const { contract, ctx, cast } = stage;
  const cases = sampleCases({ contract, intervals, takersAt, seed: contract.id });
  const bytes = new TextEncoder().encode(writeCasesCsv(cases, contract));
  await importFile(ctx, cast.contractor[0]!, { kind: 'cases', name: `cases-${date}.csv`, bytes });
}
