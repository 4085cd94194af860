import { Instant, LocalDate, YearMonth } from '@js-joda/core';
import type { PlanDay } from '../plan/format.ts';
import type { Tx } from './tx.ts';

/** The forecast that a version of a plan was made with; see the fields of the same names of a plan. */
export interface PlanForecast {
  readonly month: YearMonth;
  readonly version: number;
  readonly knowledgeDate: LocalDate;
  readonly createdAt: Instant;
  /** Who made the version: a user id, or `cli`. */
  readonly createdBy: string;
  readonly days: readonly Pick<PlanDay, 'date' | 'forecastCalls' | 'forecastBounds' | 'override'>[];
}

/**
 * The forecasts of all versions that were planned anew, in order of month and version. Repairs keep the forecast of the
 * version they repair and are left out. Only what is asked for is read of the plans, which are large.
 */
export async function loadPlanForecasts(tx: Tx): Promise<readonly PlanForecast[]> {
  const rows: {
    readonly month: string;
    readonly version: number;
    readonly known: string;
    readonly created: number;
    readonly created_by: string;
    readonly days: PlanForecast['days'];
  }[] = await tx.execute(
    `select month, version, content ->> 'knowledgeDate' as known, created_by,
       (extract(epoch from created_at) * 1000)::double precision as created,
       (select coalesce(jsonb_agg(jsonb_build_object('date', day -> 'date', 'forecastCalls', day -> 'forecastCalls',
          'forecastBounds', day -> 'forecastBounds', 'override', day -> 'override') order by day ->> 'date'), '[]')
        from jsonb_array_elements(content -> 'days') as days(day)) as days
     from plan_version where kind = 'plan' order by month, version`,
  );
  return rows.map((row) => ({
    month: YearMonth.parse(row.month),
    version: row.version,
    knowledgeDate: LocalDate.parse(row.known),
    createdAt: Instant.ofEpochMilli(Math.round(Number(row.created))),
    createdBy: row.created_by,
    days: row.days,
  }));
}
