import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LocalDate, YearMonth } from '@js-joda/core';
import canonicalize from 'canonicalize';
import { formatTime, openDaysOfMonth, parseTime } from '../../src/calendar/index.ts';
import { type Contract, parseContract } from '../../src/contract/index.ts';
import { type PlanContent, type PlanDay, type PlanDocument, planFormat } from '../../src/plan/format.ts';

type Shift = PlanDay['shifts'][number];
type Person = PlanContent['staff'][number];

/** The contract of the sample. */
export const sampleContract: Contract = parseContract(
  JSON.parse(readFileSync(new URL('../../forecasts/matsusaka/contract.json', import.meta.url), 'utf8')),
  'contract.json',
);

/** Names of the sample's people, operators first, then two supervisors and the manager. */
export const sampleNames: readonly string[] = [
  '髙橋 美咲',
  '山﨑 健一',
  '𠮷田 さくら',
  '田中 陽子',
  '鈴木 翔太',
  '伊藤 直美',
  '中村 恵',
  '小林 大輔',
  '加藤 由紀',
  '渡邉 真理子',
  '佐々木 誠',
  '松本 彩',
  '見本 花子',
];

/** What a test may want different. */
export interface PlanOptions {
  readonly names?: readonly string[];
  readonly state?: PlanDocument['state'];
  /** Open days on which one operator less is on duty, as YYYY-MM-DD. */
  readonly shortDays?: readonly string[];
  readonly override?: { readonly date: string; readonly calls: number; readonly reason: string };
  readonly findings?: PlanContent['findings'];
}

/**
 * A valid plan for May 2024 with ten operators, two supervisors and the manager: breaks in relay, rests each hour,
 * seats counted minute by minute, rates by the Erlang A birth and death process with the waiting time simulated by
 * stages, and the content hash of its RFC 8785 form.
 */
export function buildPlan(options: PlanOptions = {}): PlanDocument {
  const staff = people(options.names ?? sampleNames);
  const openDays = openDaysOfMonth(sampleContract.opening, YearMonth.of(2024, 5));
  const mailings = [
    mailing('2024-05-02', '2024-04-19', 900, '交付通知書', 108),
    mailing('2024-05-16', '2024-04-19', 1200, '交付通知書', 144),
    mailing('2024-05-22', '2024-04-26', 300, '有効期限通知書', 24),
  ];
  const days = openDays.map((open, index) => buildDay(open, index, staff, mailings, options));
  const weighted = (of: (day: PlanDay) => number): number =>
    sum(days.map((day) => day.forecastCalls * of(day))) / sum(days.map((day) => day.forecastCalls));
  const monthCalls = sum(days.map((day) => day.forecastCalls));
  const monthAnswerRate = weighted((day) => day.answerRate);
  const target = sampleContract.target.fraction;
  const content: PlanContent = {
    format: 'sekisu.plan/1',
    contractId: sampleContract.id,
    month: '2024-05',
    knowledgeDate: '2024-04-22',
    fictitiousDataNotice: sampleContract.fictitiousDataNotice,
    assumptions: {
      ahtSeconds: aht,
      patienceSeconds: patience,
      serviceLevelSeconds: 20,
      serviceLevelFraction: 0.9,
      targetAnswerRate: target,
      confidenceFraction: sampleContract.target.confidenceFraction,
      minimumOperators: sampleContract.minimumOperators,
      measuredAhtSeconds: 366,
      historyDays: 262,
      volumeCvFraction: 0.08,
      dayCvFraction: 0.1,
    },
    mailings,
    staff,
    days,
    monthForecastCalls: monthCalls,
    monthForecastBounds: boundsOf(monthCalls),
    monthAnswerRate,
    monthServiceLevel: weighted((day) => day.serviceLevel),
    probabilityTargetMet: normalTail(
      (target - monthAnswerRate) / Math.sqrt((monthAnswerRate * (1 - monthAnswerRate)) / monthCalls),
    ),
    coverage: days.some((day) => day.intervals.some((i) => i.scheduledSeats < i.requiredSeats))
      ? 'partial'
      : 'covered',
    findings: options.findings ?? [],
  };
  return planFormat.parse({
    ...content,
    version: 2,
    state: options.state ?? 'submitted',
    contentSha256: createHash('sha256').update(canonicalize(content)!).digest('hex'),
    publishedAt: null,
    createdAt: '2024-04-22T10:00:00+09:00',
  });
}

const aht = 360;
const patience = 60;

function people(names: readonly string[]): Person[] {
  const roles = names.map((_, index) =>
    index < names.length - 3 ? 'operator' : index < names.length - 1 ? 'supervisor' : 'manager',
  );
  return names.map((name, index) => {
    const role = roles[index]!;
    const prefix = { operator: 'OP', supervisor: 'SV', manager: 'MG' }[role];
    const number = roles.slice(0, index + 1).filter((other) => other === role).length;
    return {
      id: `${prefix}${String(number).padStart(2, '0')}`,
      name,
      role,
      employment: index % 3 === 2 ? 'part' : 'full',
      skills: role === 'operator' ? ['booking', 'enquiry'] : [],
      limits: {
        maximumWeeklyMinutes: 2400,
        maximumDailyMinutes: 480,
        maximumWeeklyDays: 5,
        minimumMonthlyMinutes: 0,
      },
      daysOff:
        index === 0
          ? [{ date: '2024-05-07', kind: 'leave' }]
          : index === 1
            ? [{ date: '2024-05-08', kind: 'unavailable' }]
            : [],
    };
  });
}

function buildDay(
  open: { readonly date: LocalDate; readonly startMinute: number; readonly endMinute: number },
  index: number,
  staff: readonly Person[],
  mailings: PlanContent['mailings'],
  options: PlanOptions,
): PlanDay {
  const date = open.date.toString();
  const base = 32 * sampleContract.assumptions.weekdayFactors[open.date.dayOfWeek().value() - 1]!;
  const fromMailings = sum(mailings.map((entry) => callsAfter(entry, open.date)));
  const modelCalls = base + fromMailings;
  const override =
    options.override?.date === date
      ? { modelCalls, calls: options.override.calls, reason: options.override.reason }
      : null;
  const calls = override?.calls ?? modelCalls;
  const busy = calls >= (sampleContract.busyFactor * 700) / 21;
  const shifts = shiftsOf(index, date, staff, busy, options.shortDays?.includes(date) === true);
  const intervals = intervalsOf(open, calls, shifts);
  const weighted = (of: (interval: PlanDay['intervals'][number]) => number): number =>
    sum(intervals.map((interval) => interval.calls * of(interval))) / calls;
  return {
    date,
    season: busy ? 'busy' : 'normal',
    seasonReason:
      fromMailings > 8
        ? { ja: '交付通知書の到着による増', en: 'Letters arrive' }
        : { ja: '通常の曜日変動', en: 'Usual pattern of the week' },
    open: formatTime(open.startMinute),
    close: formatTime(open.endMinute),
    forecastCalls: calls,
    forecastBounds: boundsOf(calls),
    forecastParts: { base, mailings: fromMailings },
    queues: [
      { id: 'booking', calls: (calls * 5) / 7 },
      { id: 'enquiry', calls: (calls * 2) / 7 },
    ],
    override,
    answerRate: weighted((interval) => interval.answerRate),
    serviceLevel: weighted((interval) => interval.serviceLevel),
    intervals,
    shifts,
  };
}

/** Five operators in turn on busy days, four on others, one on call, one supervisor, the manager three days in five. */
function shiftsOf(
  index: number,
  date: string,
  staff: readonly Person[],
  busy: boolean,
  short: boolean,
): Shift[] {
  const isFree = (person: Person): boolean => !person.daysOff.some((entry) => entry.date === date);
  const operators = staff.filter((person) => person.role === 'operator' && isFree(person));
  const turn = operators.map((_, offset) => operators[(offset + index * 3) % operators.length]!);
  const count = (busy ? 5 : 4) - (short ? 1 : 0);
  const worked = turn
    .slice(0, count)
    .map((person, place) => fullShift(person, place % 2 === 0 ? '早' : '遅', place, 6));
  const supervisors = staff.filter((person) => person.role === 'supervisor');
  const manager = staff.find((person) => person.role === 'manager');
  return [
    ...worked,
    {
      ...shift(turn[count]!, '待', '08:45', '17:30'),
      standby: true,
    },
    fullShift(supervisors[index % supervisors.length]!, '早', 0, 0),
    ...(manager === undefined || index % 5 > 2 ? [] : [fullShift(manager, '遅', 4, 0)]),
  ];
}

/** A shift with its meal in relay and a rest of ten minutes about each hour of phone work. */
function fullShift(person: Person, pattern: '早' | '遅', place: number, rests: number): Shift {
  const [start, end] = pattern === '早' ? (['08:45', '17:15'] as const) : (['09:00', '17:30'] as const);
  const mealStart = 11 * 60 + (place % 5) * 45;
  const meal = { start: formatTime(mealStart), end: formatTime(mealStart + 45), kind: 'meal' as const };
  const starts = [585, 645, 705, 765, 825, 885, 945, 1005].map((minute) => minute + place * 10 - 30);
  const breaks = starts
    .filter((minute) => minute + 10 <= mealStart - 20 || minute >= mealStart + 65)
    .filter((minute) => minute >= parseTime(start) + 30 && minute + 10 <= parseTime(end) - 20)
    .slice(0, rests)
    .map((minute) => ({ start: formatTime(minute), end: formatTime(minute + 10), kind: 'rest' as const }));
  return {
    ...shift(person, pattern, start, end),
    breaks: [...breaks, meal].toSorted((a, b) => parseTime(a.start) - parseTime(b.start)),
  };
}

function shift(person: Person, pattern: string, start: string, end: string): Shift {
  return { staffId: person.id, role: person.role, pattern, start, end, standby: false, breaks: [] };
}

function intervalsOf(
  open: { readonly startMinute: number; readonly endMinute: number },
  calls: number,
  shifts: readonly Shift[],
): PlanDay['intervals'] {
  const starts = Array.from(
    { length: (open.endMinute - open.startMinute) / 15 },
    (_, index) => open.startMinute + index * 15,
  );
  const shares = starts.map(
    (start) => sampleContract.assumptions.halfHourShares[Math.floor((start - open.startMinute) / 30)]!,
  );
  return starts.map((start, index) => {
    const callsHere = (calls * shares[index]!) / sum(shares);
    const arrivalsPerSecond = callsHere / 900;
    const scheduledSeats = Math.min(
      ...Array.from({ length: 15 }, (_, minute) => onPhone(shifts, start + minute)),
    );
    const minimum = sampleContract.minimumOperators;
    let requiredSeats = minimum;
    while (rates(arrivalsPerSecond, requiredSeats).answerRate < 0.92) requiredSeats += 1;
    return {
      start: formatTime(start),
      end: formatTime(start + 15),
      calls: callsHere,
      requiredSeats,
      requiredBy: requiredSeats > minimum ? ('answerRate' as const) : ('minimumPresence' as const),
      scheduledSeats,
      ...rates(arrivalsPerSecond, scheduledSeats),
    };
  });
}

function onPhone(shifts: readonly Shift[], minute: number): number {
  const covers = (range: { readonly start: string; readonly end: string }): boolean =>
    parseTime(range.start) <= minute && minute < parseTime(range.end);
  return shifts.filter(
    (entry) =>
      entry.role === 'operator' && !entry.standby && covers(entry) && !entry.breaks.some((b) => covers(b)),
  ).length;
}

/**
 * Answer rate of M/M/c+M in steady state, and the share answered within 20 s: a caller who finds k before them is
 * answered after k + 1 departures of rates c/aht + i/patience, each survived by the caller with its share of the rate.
 */
function rates(arrivalsPerSecond: number, seats: number): { answerRate: number; serviceLevel: number } {
  if (seats === 0) return { answerRate: 0, serviceLevel: 0 };
  const weights = [1];
  for (let calls = 1; calls <= seats + 20; calls += 1) {
    const leaving = Math.min(calls, seats) / aht + Math.max(0, calls - seats) / patience;
    weights.push((weights[calls - 1]! * arrivalsPerSecond) / leaving);
  }
  const all = sum(weights);
  const abandoning = sum(
    weights.map((weight, calls) => (weight / all) * (Math.max(0, calls - seats) / patience)),
  );
  const within = sum(
    weights.map(
      (weight, calls) => (weight / all) * (calls < seats ? 1 : answeredWithin(calls - seats, seats)),
    ),
  );
  return { answerRate: 1 - abandoning / arrivalsPerSecond, serviceLevel: within };
}

const answeredWithinMemo = new Map<string, number>();

/** Share answered within 20 s with so many waiting before one, in steps of half a second. */
function answeredWithin(waitingBefore: number, seats: number): number {
  const key = `${waitingBefore}/${seats}`;
  const known = answeredWithinMemo.get(key);
  if (known !== undefined) return known;
  const step = 0.5;
  let states: number[] = Array.from({ length: waitingBefore + 1 }, () => 0);
  states[waitingBefore] = 1;
  let answered = 0;
  for (let time = 0; time < 20; time += step) {
    const next = states.map((share) => share * (1 - step / patience));
    states.forEach((share, ahead) => {
      const moving = share * step * (seats / aht + ahead / patience);
      next[ahead]! -= moving;
      if (ahead === 0) answered += moving;
      else next[ahead - 1]! += moving;
    });
    states = next;
  }
  answeredWithinMemo.set(key, answered);
  return answered;
}

function mailing(
  postedOn: string,
  announcedOn: string,
  letters: number,
  kind: string,
  expectedCalls: number,
): PlanContent['mailings'][number] {
  return { postedOn, announcedOn, letters, kind, expectedCalls };
}

/** Calls of a mailing spread over the days after its post, halving every two days from the second day on. */
function callsAfter(entry: PlanContent['mailings'][number], date: LocalDate): number {
  const days = date.toEpochDay() - LocalDate.parse(entry.postedOn).toEpochDay();
  return days < 2 ? 0 : (entry.expectedCalls / 5) * 0.5 ** ((days - 2) / 2.5);
}

/** Poisson bounds by the normal approximation. */
function boundsOf(calls: number): PlanDay['forecastBounds'] {
  const bound = (z: number): number => Math.max(0, Math.round(calls + z * Math.sqrt(calls)));
  return { low95: bound(-1.96), low80: bound(-1.28), high80: bound(1.28), high95: bound(1.96) };
}

/** Probability that a standard normal value is above z (Abramowitz and Stegun 26.2.17). */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z >= 0 ? tail : 1 - tail;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
