import { LocalDate } from '@js-joda/core';
import type { KnownDriver, KnownEvent } from '../forecast/known-ahead.ts';
import { DriverDayRow, KnownEventRow } from './entities/imported.ts';
import { dayOrNull, textOrNull } from './moments.ts';
import { type ReplacedSet, setChange } from './replaced-set.ts';
import type { Tx } from './tx.ts';

/** Makes the given special days the only ones; no day has a name twice. One is the same when every field is. */
export async function replaceEvents(tx: Tx, events: readonly KnownEvent[]): Promise<ReplacedSet> {
  const stored = await tx.find(KnownEventRow, {}, { disableIdentityMap: true });
  const { added, removed, counts } = setChange(
    stored.map((row) => [row.id, eventValues(eventOf(row))] as const),
    events.map(eventValues),
  );
  if (removed.length > 0) await tx.nativeDelete(KnownEventRow, { id: { $in: [...removed] } });
  if (added.length > 0) await tx.insertMany(KnownEventRow, [...added]);
  return counts;
}

/** Every special day, in order of date and name. */
export async function loadKnownEvents(tx: Tx): Promise<readonly KnownEvent[]> {
  const rows = await tx.find(KnownEventRow, {}, { disableIdentityMap: true });
  // Here and not in the database: each of the two databases has its own order of texts.
  return rows.map(eventOf).sort((a, b) => a.date.compareTo(b.date) || compareTexts(a.name, b.name));
}

/**
 * Makes the given drivers the only ones. Days are counted: one is the same when every driver has its value or none. A
 * driver without values is not kept.
 */
export async function replaceDrivers(
  tx: Tx,
  drivers: readonly KnownDriver[],
): Promise<ReplacedSet & { readonly changed: number }> {
  const stored = await tx.find(DriverDayRow, {}, { disableIdentityMap: true });
  const { added, removed, counts } = setChange(
    stored.map((row) => [row.date, dayValues(row.date, row.values)] as const),
    daysOf(drivers),
  );
  if (removed.length > 0) await tx.nativeDelete(DriverDayRow, { date: { $in: [...removed] } });
  if (added.length > 0) await tx.insertMany(DriverDayRow, [...added]);
  const known = new Set(removed);
  const changed = added.filter(({ date }) => known.has(date)).length;
  return { ...counts, added: counts.added - changed, changed, removed: counts.removed - changed };
}

/** Every driver with its values in order of time, in order of name. */
export async function loadDrivers(tx: Tx): Promise<readonly KnownDriver[]> {
  const rows = await tx.find(DriverDayRow, {}, { orderBy: { date: 'asc' }, disableIdentityMap: true });
  const drivers = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const epochDay = LocalDate.parse(row.date).toEpochDay();
    for (const [name, value] of Object.entries(row.values)) {
      const values = drivers.get(name) ?? new Map<number, number>();
      drivers.set(name, values.set(epochDay, value));
    }
  }
  return [...drivers]
    .map(([name, values]) => ({ name, values }))
    .sort((a, b) => compareTexts(a.name, b.name));
}

function eventOf(row: KnownEventRow): KnownEvent {
  return { date: LocalDate.parse(row.date), name: row.name, announcedOn: dayOrNull(row.announcedOn) };
}

function eventValues(event: KnownEvent) {
  return {
    date: event.date.toString(),
    name: event.name,
    announcedOn: textOrNull(event.announcedOn),
  };
}

/** The days that any driver has a value for, in order of time. */
function daysOf(drivers: readonly KnownDriver[]): ReturnType<typeof dayValues>[] {
  const days = [...new Set(drivers.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b);
  return days.map((epochDay) => {
    const known = drivers.flatMap(({ name, values }): [string, number][] => {
      const value = values.get(epochDay);
      return value === undefined ? [] : [[name, value]];
    });
    return dayValues(LocalDate.ofEpochDay(epochDay).toString(), Object.fromEntries(known));
  });
}

/** A row whose values stand in order of name: the database keeps them in an order of its own. */
function dayValues(date: string, values: Readonly<Record<string, number>>) {
  const inOrder = Object.entries(values).sort(([a], [b]) => compareTexts(a, b));
  return { date, values: Object.fromEntries(inOrder) };
}

/** By code unit, the same everywhere. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
