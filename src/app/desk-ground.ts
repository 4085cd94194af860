import { type LocalDate, YearMonth } from '@js-joda/core';
import { formatTime, japanDateTimeOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { type Absence, loadAbsences } from '../db/absences.ts';
import { findContract } from '../db/contracts.ts';
import {
  type DeskCase,
  type DeskEvent,
  listDeskCases,
  loadDeskEvents,
  loadTakenWays,
} from '../db/desk-cases.ts';
import { loadEvents } from '../db/plan-events.ts';
import { lockMonth, type PlanVersion } from '../db/plans.ts';
import { loadStaff } from '../db/staff.ts';
import type { Tx } from '../db/tx.ts';
import { SekisuError } from '../errors.ts';
import { type DeskState, deskStateOf } from '../plan/desk-case.ts';
import type { PlanDay, ProposeCoverInput } from '../plan/index.ts';
import type { AppContext } from './context.ts';
import { loadAround } from './load-around.ts';
import { planInForce } from './load-day.ts';

/** A case as somebody saw it who now acts on it. */
export interface DeskRef {
  readonly date: LocalDate;
  readonly caseId: number;
  /** Version of the month that was in force. */
  readonly version: number;
  /** Number of the last event of the case. */
  readonly eventNumber: number;
}

/** A case with all that a decision about it rests on. */
export interface DeskGround {
  readonly deskCase: DeskCase;
  readonly events: readonly DeskEvent[];
  readonly state: DeskState;
  /** The version in force. */
  readonly plan: PlanVersion;
  readonly day: PlanDay;
  readonly contract: Contract;
  readonly contractJson: unknown;
  /** Absences of the case that stand. */
  readonly absences: readonly Absence[];
  /** People with other absences on the day. */
  readonly alsoAbsentIds: readonly string[];
}

/** A case and what its decisions rest on, as the store has it now. @throws SekisuError `plan.day-not-in-plan` */
export async function deskGround(tx: Tx, deskCase: DeskCase): Promise<DeskGround> {
  const { date } = deskCase;
  const { plan, day } = await planInForce(tx, date);
  const contract = await findContract(tx);
  if (contract === null) throw new SekisuError('contract.not-found');
  const events = await loadDeskEvents(tx, deskCase.id);
  const all = await loadAbsences(tx, date, date);
  return {
    deskCase,
    events,
    state: deskStateOf(events.map(({ act }) => act)),
    plan,
    day,
    contract: contract.contract,
    contractJson: contract.json,
    absences: all.filter(({ caseId }) => caseId === deskCase.id),
    alsoAbsentIds: all.filter(({ caseId }) => caseId !== deskCase.id).map(({ staffId }) => staffId),
  };
}

/**
 * As `deskGround`, for a decision: nobody else can decide on the month until the transaction ends, and nobody has since
 * the person who acts saw the case.
 * @throws SekisuError `desk.no-case`, `desk.acted-meanwhile`, `desk.plan-changed`
 */
export async function lockedGround(tx: Tx, ref: DeskRef): Promise<DeskGround> {
  await lockMonth(tx, YearMonth.from(ref.date));
  const deskCase = (await listDeskCases(tx, ref.date)).find(({ id }) => id === ref.caseId);
  if (deskCase === undefined) throw new SekisuError('desk.no-case', { date: ref.date.toString() });
  const ground = await deskGround(tx, deskCase);
  const last = ground.events.at(-1)!;
  if (last.number !== ref.eventNumber) throw actedMeanwhile(last);
  if (ground.plan.version !== ref.version) {
    throw new SekisuError('desk.plan-changed', await publicationOf(tx, ground.plan));
  }
  return ground;
}

/** Says who acted on a case and when. */
export function actedMeanwhile({ at, byName, act }: DeskEvent): SekisuError {
  return new SekisuError('desk.acted-meanwhile', { who: byName, when: clockOf(at), what: act.kind });
}

/** Who published a version and when, in words of an error. */
export async function publicationOf(
  tx: Tx,
  plan: PlanVersion,
): Promise<{ readonly version: number; readonly who: string; readonly when: string }> {
  const published = (await loadEvents(tx, plan.id)).findLast(({ step }) => step === 'published');
  return {
    version: plan.version,
    who: published?.actor.name ?? plan.publishedBy ?? '-',
    when: clockOf(plan.publishedAt ?? plan.createdAt),
  };
}

/** What the ways to cover a case are sought with, on the version in force. @param nowMinute what is before it stays */
export async function coverInput(
  tx: Tx,
  ctx: AppContext,
  ground: DeskGround,
  nowMinute: number,
): Promise<ProposeCoverInput> {
  const { plan, contract, deskCase, absences, alsoAbsentIds, state } = ground;
  const today = japanDateTimeOf(ctx.now()).toLocalDate();
  return {
    content: plan.content,
    contract,
    staff: await loadStaff(tx),
    ...(await loadAround(tx, plan.month, today)),
    date: deskCase.date.toString(),
    absences,
    alsoAbsentIds,
    declinedIds: state.declinedIds,
    timesBefore: await timesBefore(tx, deskCase.date),
    nowMinute,
  };
}

/** How often people have come at short notice in the three months before a day. */
async function timesBefore(tx: Tx, date: LocalDate): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  for (const { askedIds } of await loadTakenWays(tx, date.minusMonths(3), date)) {
    for (const staffId of askedIds) times.set(staffId, (times.get(staffId) ?? 0) + 1);
  }
  return times;
}

/** Minutes of a day that are past: none of a day to come, all of a day gone by. */
export function nowMinuteOn(ctx: AppContext, date: LocalDate): number {
  const now = japanDateTimeOf(ctx.now());
  if (now.toLocalDate().isBefore(date)) return 0;
  if (now.toLocalDate().isAfter(date)) return 1440;
  return now.hour() * 60 + now.minute();
}

function clockOf(at: DeskEvent['at']): string {
  const time = japanDateTimeOf(at);
  return formatTime(time.hour() * 60 + time.minute());
}
