import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { Bounds, MonthForecast } from '../forecast/index.ts';
import type { ForecastSizing } from './size-forecast.ts';

/** A month under one way of posting its letters. */
export interface SpreadSide {
  readonly calls: number;
  readonly bounds: Bounds;
  readonly days: readonly {
    readonly date: LocalDate;
    readonly calls: number;
    readonly bounds: Bounds;
    /** Calls from letters, all batches. */
    readonly letterCalls: number;
    readonly isBusy: boolean;
    /** Most seats that an interval of the day requires. */
    readonly mostSeats: number;
    readonly seatHours: number;
  }[];
  /** The day of most calls, the first of equal ones; null without an open day. */
  readonly heaviest: { readonly date: LocalDate; readonly calls: number } | null;
  readonly busyDays: number;
  /** Hours of required seats. */
  readonly seatHours: number;
  readonly mostSeats: number;
}

/** What a month's forecast and the seats sized for it say together. */
export function spreadSide(contract: Contract, forecast: MonthForecast, sized: ForecastSizing): SpreadSide {
  const days = forecast.days.map((day, index) => {
    const seats = sized.sizing.days[index]!.map(({ requiredSeats }) => requiredSeats);
    return {
      date: day.date,
      calls: day.calls,
      bounds: day.bounds,
      letterCalls: day.parts.mailings,
      isBusy: day.season === 'busy',
      mostSeats: Math.max(0, ...seats),
      seatHours: (seats.reduce((sum, count) => sum + count, 0) * contract.intervalMinutes) / 60,
    };
  });
  const heaviest = days.reduce<(typeof days)[number] | null>(
    (most, day) => (most === null || day.calls > most.calls ? day : most),
    null,
  );
  return {
    calls: forecast.calls,
    bounds: forecast.bounds,
    days,
    heaviest: heaviest === null ? null : { date: heaviest.date, calls: heaviest.calls },
    busyDays: days.filter(({ isBusy }) => isBusy).length,
    seatHours: sized.sizing.seatHours,
    mostSeats: Math.max(0, ...days.map((day) => day.mostSeats)),
  };
}
