import { YearMonth } from '@js-joda/core';
import type { Contract } from '../../src/contract/index.ts';
import type { RemedyGround } from '../../src/plan/remedies-lack.ts';
import {
  buildRoster,
  type DayDemand,
  type SearchRoster,
  type StaffMember,
  type Unavailability,
} from '../../src/roster/index.ts';
import { demandsOfMonth } from './roster.ts';
import { sampleContract } from './sample.ts';

/** The sample's contract with nobody on call. */
export const withoutStandby: Contract = {
  ...sampleContract,
  standby: { ...sampleContract.standby, perDay: 0 },
};

/** Open days of a week of May 2024 with the same seats all day. */
export function weekOf(first: string, seats: number): DayDemand[] {
  return demandsOfMonth(sampleContract, YearMonth.of(2024, 5), seats).filter(
    ({ date }) => date.toString() >= first && date.toString() < `2024-05-${Number(first.slice(8)) + 7}`,
  );
}

/** The best roster of some days of May 2024, and all that is known around it. */
export async function remedyGround(
  given: {
    readonly staff: readonly StaffMember[];
    readonly demands: readonly DayDemand[];
    readonly contract?: Contract;
  },
  search: SearchRoster,
): Promise<RemedyGround> {
  const { staff, demands, contract = withoutStandby } = given;
  const month = YearMonth.of(2024, 5);
  const dayCalls = demands.map(() => 10);
  const input = { contract, month, staff, demands, dayCalls, daysBefore: null };
  const { days } = await buildRoster({ ...input, seed: 1 }, search);
  return { ...input, days, firstDay: null };
}

/** Not there on a date, all day unless told. */
export function awayOn(date: Unavailability['date'], startMinute = 0, endMinute = 1440): Unavailability {
  return { date, isoWeekday: null, startMinute, endMinute };
}
