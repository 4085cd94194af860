import type { TimeRange } from '../../calendar/index.ts';
import type { Contract, Role, ShiftPattern } from '../../contract/index.ts';
import type { DayDemand } from '../demand.ts';
import type { Cell } from '../engine/index.ts';
import { mostOnPhone } from '../most-on-phone.ts';
import { coverCost, isIdle, minutesOf } from './cover-cost.ts';
import { onDutyGrid } from './duty-grid.ts';
import { type MonthPrices, prices, underGrain } from './prices.ts';

/** What an open day needs, and what was learned from breaks that would not fit. */
export interface DayNeed extends DayDemand {
  /** Weight of the day for placing people beyond the need, 0 to 1. */
  readonly spareShare: number;
  /** People more than the seats ask for, ≥ 0: of everybody and then of each entry of `skilled`, per interval. */
  readonly extraPeople: readonly (readonly number[])[];
  /** Minutes on the phone more within the meal window, ≥ 0. */
  readonly extraMealMinutes: number;
}

/** A duty of the month: a shift pattern, or null for being on call. */
export type MonthDuty = ShiftPattern | null;

/** A cell of a day: what it costs, how often each duty counts in it, and for whom. */
export interface DayCell {
  readonly cell: Cell;
  /** Per duty, whole, ≥ 0. */
  readonly times: readonly number[];
  /** Place of the skill in `demand.skilled` that one must have to count, or the role; null = everybody counts. */
  readonly only: { readonly skill: number } | { readonly role: Role } | null;
}

/** Whom a day's cells are made for. */
export interface DayCellsInput {
  readonly contract: Contract;
  readonly duties: readonly MonthDuty[];
  readonly takesRests: boolean;
  readonly standbyPerDay: number;
  readonly preferredRole: Role | null;
  /** What a missing operator costs for an interval, in hours of paid work. */
  readonly missingPrice: number;
  /** What people beyond the need are worth. */
  readonly prices: MonthPrices;
}

/** Seats that a day wants: of everybody, and then of each entry of `skilled`, per interval. */
export function seatsOf({ requiredSeats, skilled = [] }: DayDemand): readonly (readonly number[])[] {
  return [requiredSeats, ...skilled.map(({ seats }) => seats)];
}

/** Minutes that one count in a range's cell stands for. */
const rangeUnitMinutes = 5;

/** What an open day wants of its people. @param day its place among the days of the month */
export function dayCells(input: DayCellsInput, need: DayNeed, day: number): DayCell[] {
  const { duties, standbyPerDay, preferredRole } = input;
  // What is short in several ways at once is missing once.
  const fine = onDutyGrid(need, duties);
  const price = (input.missingPrice * fine.intervalMinutes) / need.intervalMinutes;
  const ofCover = { ...input, missingPrice: price / seatsOf(need).length };
  const cells = seatsOf(fine).flatMap((wanted, cover) => {
    const seats = wanted.map((people, interval) => people + fine.extraPeople[cover]![interval]!);
    return coverCells(ofCover, fine, { seats, only: cover === 0 ? null : { skill: cover - 1 } }, day);
  });
  const countIf = (is: (pattern: ShiftPattern) => boolean): number[] =>
    duties.map((pattern) => (pattern !== null && is(pattern) ? 1 : 0));
  const wantOne = (price: number, times: number[], only: DayCell['only']): DayCell[] =>
    times.includes(1) ? [{ cell: { day, costs: [price, 0, 0] }, times, only }] : [];
  if (standbyPerDay > 0) {
    const missing = Array.from(
      { length: standbyPerDay + 2 },
      (_, people) => prices.missingStandby * Math.abs(standbyPerDay - people),
    );
    cells.push({
      cell: { day, costs: missing },
      times: duties.map((duty) => (duty === null ? 1 : 0)),
      only: null,
    });
  }
  cells.push(
    ...wantOne(
      prices.missingEarlyOrLate,
      countIf(({ start }) => start < need.startMinute),
      null,
    ),
    ...wantOne(
      prices.missingEarlyOrLate,
      countIf(({ end }) => end > need.endMinute),
      null,
    ),
  );
  if (preferredRole !== null) {
    cells.push(
      ...wantOne(
        prices.missingPreferredRole,
        countIf(() => true),
        { role: preferredRole },
      ),
    );
  }
  return cells.filter(({ cell }) => !isIdle(cell));
}

interface Cover {
  readonly seats: readonly number[];
  readonly only: DayCell['only'];
}

/** Cells of the intervals, those that the same duties cover as one, and of the meal window. */
function coverCells(input: DayCellsInput, need: DayNeed, cover: Cover, day: number): DayCell[] {
  const { contract, duties, takesRests, missingPrice } = input;
  const coverNeed = {
    demand: need,
    seats: cover.seats,
    rules: contract.breaks,
    takesRests,
    spareShare: cover.only === null ? need.spareShare : null,
    missingPrice,
    prices: input.prices,
  };
  const regions = Map.groupBy(cover.seats.keys(), (interval) =>
    duties.map((duty) => (isThere(duty, need, interval) ? 1 : 0)).join(''),
  );
  const cells = [...regions].map(
    ([covered, intervals]): DayCell => ({
      cell: coverCost(coverNeed, intervals, day),
      times: [...covered].map(Number),
      only: cover.only,
    }),
  );
  return [...cells, ...rangeCells(input, need, cover, day)];
}

/** Ranges over which the day is looked at as a whole: the meal window, and the spans before and after the duties change. */
function rangeCells(input: DayCellsInput, need: DayNeed, cover: Cover, day: number): DayCell[] {
  const { breaks } = input.contract;
  const { missingParts } = prices;
  const meals = {
    range: { startMinute: breaks.mealWindow.start, endMinute: breaks.mealWindow.end },
    part: missingParts.meals,
    extraMinutes: cover.only === null ? need.extraMealMinutes : 0,
  };
  const turns = input.takesRests
    ? turnsOf(input.duties, need, Math.max(60, breaks.maximumPhoneMinutes)).flatMap((minute) =>
        [breaks.maximumPhoneMinutes, breaks.restMinutes].map((before) => ({
          range: {
            startMinute: minute - before,
            endMinute: minute - before + breaks.maximumPhoneMinutes + breaks.restMinutes,
          },
          part: missingParts.turns,
          extraMinutes: 0,
        })),
      )
    : [];
  return [meals, ...turns].flatMap((wanted) => rangeCell(input, need, cover, { ...wanted, day }));
}

/** Minutes of the open day at which somebody begins or ends, so far apart that no minute lies in more than three of their spans. */
function turnsOf(duties: readonly MonthDuty[], need: DayNeed, apartMinutes: number): number[] {
  const times = duties.flatMap((duty) => (duty === null ? [] : [duty.start, duty.end]));
  const within = [...new Set(times)].filter((minute) => minute > need.startMinute && minute < need.endMinute);
  const apart: number[] = [];
  for (const minute of within.sort((a, b) => a - b)) {
    if (apart.length === 0 || minute - apart.at(-1)! >= apartMinutes) apart.push(minute);
  }
  return apart;
}

/** One range: what is on the phone at most with everybody's meal and rests taken where they hurt least. */
function rangeCell(
  input: DayCellsInput,
  need: DayNeed,
  cover: Cover,
  wanted: {
    readonly range: TimeRange;
    readonly part: number;
    readonly extraMinutes: number;
    readonly day: number;
  },
): DayCell[] {
  const { contract, duties, takesRests, missingPrice } = input;
  const range = {
    startMinute: Math.max(wanted.range.startMinute, need.startMinute),
    endMinute: Math.min(wanted.range.endMinute, need.endMinute),
  };
  if (range.endMinute <= range.startMinute) return [];
  let minutes = wanted.extraMinutes;
  cover.seats.forEach((seats, interval) => {
    const start = need.startMinute + interval * need.intervalMinutes;
    const end = start + minutesOf(need, interval);
    minutes += seats * Math.max(0, Math.min(end, range.endMinute) - Math.max(start, range.startMinute));
  });
  // The need is rounded down and what people give is rounded up, so that the cell never asks for what is not needed.
  const units = Math.floor(minutes / rangeUnitMinutes);
  const price = underGrain((missingPrice * wanted.part * rangeUnitMinutes) / need.intervalMinutes);
  const amounts = duties.map((duty) =>
    duty === null
      ? 0
      : Math.ceil(
          mostOnPhone(
            { startMinute: duty.start, endMinute: duty.end, mealMinutes: duty.mealMinutes, takesRests },
            contract.breaks,
            range,
          ) / rangeUnitMinutes,
        ),
  );
  // Counted in what everybody's amounts have in common: where all give the same, whole people are counted.
  const common = amounts.reduce(gcd, 0) || 1;
  const length = Math.ceil(units / common) + 2;
  const costs = Array.from({ length }, (_, there) => price * Math.max(0, units - there * common));
  return [
    {
      cell: { day: wanted.day, costs: costs },
      times: amounts.map((amount) => amount / common),
      only: cover.only,
    },
  ];
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function isThere(duty: MonthDuty, need: DayNeed, interval: number): boolean {
  if (duty === null) return false;
  const start = need.startMinute + interval * need.intervalMinutes;
  return duty.start <= start && duty.end >= start + minutesOf(need, interval);
}
