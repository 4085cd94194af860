import type { TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { AbsencePrice } from './break-path.ts';
import type { DayDemand } from './demand.ts';
import type { Break } from './roster.ts';

/** Somebody on duty and what they count for. */
export interface BoardPerson extends TimeRange {
  /** Places in `demand.skilled` of the needs that the person helps to fulfil; none when left out. */
  readonly answers?: readonly number[];
}

/** Somebody on the board, on the phone wherever no break says otherwise. */
export interface BoardSeat {
  /** First step of the open day that lies wholly in the shift, and the step after the last one. */
  readonly firstStep: number;
  readonly endStep: number;
  /** The needs that the person counts for: 0 is the total, 1 + i is `demand.skilled[i]`. */
  readonly needs: readonly number[];
  /** 1 where the person is on the phone, per step of the open day. */
  readonly isOnPhone: Uint8Array;
}

/** Need of all or of a skill, against the people on the phone. */
interface Row {
  /** People on the phone beyond the need, per step. */
  readonly spare: Int16Array;
  readonly peakSeats: number;
  /** Price of one person less, by the people left over without them and from the fewest that can be. */
  readonly prices: Float64Array;
  readonly priceOffset: number;
}

/** Price of one missing operator for one step; far over what the comfort of breaks is worth. */
const shortPrice = 100;

/**
 * How many people are on the phone in each step of the open day, against the need of all and of each skill. A step is
 * short by the largest shortage of these. Every change costs only the steps in which it changes something.
 */
export class DayBoard {
  readonly #stepMinutes: number;
  readonly #openMinute: number;
  readonly #steps: number;
  readonly #rows: readonly Row[];
  /** People missing per step, ≥ 0. */
  readonly #short: Int16Array;
  #shortSteps = 0;

  /** @param mostPeople that will be seated */
  constructor(
    { demand, rules }: { readonly demand: DayDemand; readonly rules: Contract['breaks'] },
    mostPeople: number,
  ) {
    this.#stepMinutes = rules.stepMinutes;
    this.#openMinute = demand.startMinute;
    this.#steps = Math.ceil((demand.endMinute - demand.startMinute) / this.#stepMinutes);
    const seatsPerNeed = [demand.requiredSeats, ...(demand.skilled ?? []).map(({ seats }) => seats)];
    this.#rows = seatsPerNeed.map((seats) => this.#row(seats, demand.intervalMinutes, mostPeople));
    this.#short = new Int16Array(this.#steps);
    for (let step = 0; step < this.#steps; step += 1) this.#countShort(step);
    this.sharpen(0, 0);
  }

  /** Operator-minutes missing over the day. */
  get shortMinutes(): number {
    return this.#shortSteps * this.#stepMinutes;
  }

  /** Most people on the phone that the day needs at any time. */
  get peakSeats(): number {
    return this.#rows.reduce((most, { peakSeats }) => Math.max(most, peakSeats), 0);
  }

  /**
   * Sets over how many people the price of a missing operator begins: at 0 it is asked for the one who is missing and
   * nobody else. The wider it is, the more a step costs that has few people left over and the less one that lacks
   * many, so that everybody's breaks can give way to each other before a shortage sets.
   * @param widthShare of the most people that a need asks for, ≥ 0
   * @param leastPeople width in people at least, ≥ 0
   */
  sharpen(widthShare: number, leastPeople: number): void {
    for (const { prices, priceOffset, peakSeats } of this.#rows) {
      const width = Math.max(leastPeople, widthShare * peakSeats);
      for (let index = 0; index < prices.length; index += 1) {
        const spare = index - priceOffset;
        const shortFraction = width === 0 ? Number(spare < 0) : 1 / (1 + Math.exp((spare + 0.5) / width));
        prices[index] = shortPrice * shortFraction + (spare < 0 ? 1 : 1 / (1 + spare));
      }
    }
  }

  /** Seats a person with breaks, in order of time. */
  seat(person: BoardPerson, breaks: readonly Break[]): BoardSeat {
    const stepsTo = (minute: number): number => (minute - this.#openMinute) / this.#stepMinutes;
    const firstStep = Math.max(0, Math.ceil(stepsTo(person.startMinute)));
    const endStep = Math.min(this.#steps, Math.floor(stepsTo(person.endMinute)));
    const needs = [0, ...(person.answers ?? []).map((index) => 1 + index)];
    const seat = { firstStep, endStep, needs, isOnPhone: new Uint8Array(this.#steps) };
    this.move(seat, breaks);
    return seat;
  }

  /** Gives somebody on the board other breaks, in order of time. */
  move(seat: BoardSeat, breaks: readonly Break[]): void {
    const { firstStep, endStep, isOnPhone } = seat;
    let index = 0;
    for (let step = firstStep; step < endStep; step += 1) {
      const minute = this.#openMinute + step * this.#stepMinutes;
      while (index < breaks.length && breaks[index]!.endMinute <= minute) index += 1;
      const isAway = index < breaks.length && breaks[index]!.startMinute < minute + this.#stepMinutes;
      if (isAway === (isOnPhone[step] === 0)) continue;
      isOnPhone[step] = isAway ? 0 : 1;
      for (const need of seat.needs) this.#rows[need]!.spare[step]! += isAway ? -1 : 1;
      this.#countShort(step);
    }
  }

  /**
   * What it costs that somebody on the board is away in a step, the others being where they are: the sum over the
   * needs that the person counts for; nothing outside the open hours.
   */
  priceFor(seat: BoardSeat): AbsencePrice {
    const rows = seat.needs.map((need) => this.#rows[need]!);
    return (minute) => {
      const step = Math.floor((minute - this.#openMinute) / this.#stepMinutes);
      if (step < 0 || step >= this.#steps) return 0;
      let price = 0;
      for (const { prices, priceOffset, spare } of rows) {
        price += prices[priceOffset + spare[step]! - seat.isOnPhone[step]!]!;
      }
      return price;
    };
  }

  /** Whether a step is short in which somebody on the board is on shift. */
  isShortOnShift({ firstStep, endStep }: BoardSeat): boolean {
    for (let step = firstStep; step < endStep; step += 1) if (this.#short[step]! > 0) return true;
    return false;
  }

  /** Whether a step that lies in part in a range is short. */
  isShortIn({ startMinute, endMinute }: TimeRange): boolean {
    const first = Math.max(0, Math.floor((startMinute - this.#openMinute) / this.#stepMinutes));
    const end = Math.min(this.#steps, Math.ceil((endMinute - this.#openMinute) / this.#stepMinutes));
    for (let step = first; step < end; step += 1) if (this.#short[step]! > 0) return true;
    return false;
  }

  #row(seats: readonly number[], intervalMinutes: number, mostPeople: number): Row {
    const peakSeats = seats.reduce((most, count) => Math.max(most, count), 0);
    const needed = (step: number): number =>
      seats[Math.floor((step * this.#stepMinutes) / intervalMinutes)] ?? 0;
    return {
      spare: Int16Array.from({ length: this.#steps }, (_, step) => -needed(step)),
      peakSeats,
      prices: new Float64Array(peakSeats + mostPeople + 1),
      priceOffset: peakSeats,
    };
  }

  #countShort(step: number): void {
    let short = 0;
    for (const { spare } of this.#rows) short = Math.max(short, -spare[step]!);
    this.#shortSteps += short - this.#short[step]!;
    this.#short[step] = short;
  }
}
