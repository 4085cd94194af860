import type { PlanContent, PlanDay } from '../plan/format.ts';
import { PlanVersionRow } from './entities/planned.ts';
import type { Tx } from './tx.ts';

/** Shifts of a version, day by day. */
export type PublishedDays = readonly Pick<PlanDay, 'date' | 'shifts'>[];

/** Contents and shifts kept at once: what a day's desk needs again with every tap, a year of shifts among it. */
const mostContents = 3;
const mostShifts = 14;

/** What is kept per store; a version is named by its id and hash. */
interface Kept {
  readonly contents: Map<string, PlanContent>;
  readonly shifts: Map<string, PublishedDays>;
}

const keptByStore = new WeakMap<object, Kept>();

function keptOf(tx: Tx): Kept {
  const store = tx.getDriver();
  const kept = keptByStore.get(store) ?? { contents: new Map(), shifts: new Map() };
  keptByStore.set(store, kept);
  return kept;
}

/** A version that is published: its content never changes any more, the store sees to it. */
export interface PublishedVersion {
  readonly id: number;
  readonly contentSha256: string;
}

/** Content of a published version; read from the store only when it was not asked for lately. */
export async function publishedContent(tx: Tx, version: PublishedVersion): Promise<PlanContent> {
  return remembered(keptOf(tx).contents, version, mostContents, async () => {
    const row = await tx.findOneOrFail(
      PlanVersionRow,
      { id: version.id },
      { fields: ['content'], disableIdentityMap: true },
    );
    return row.content as PlanContent;
  });
}

/** Shifts of a published version, likewise; the rest of its content stays in the store. */
export async function publishedShifts(tx: Tx, version: PublishedVersion): Promise<PublishedDays> {
  return remembered(keptOf(tx).shifts, version, mostShifts, async () => {
    const [row]: { readonly days: PublishedDays | null }[] = await tx.execute(
      `select (
         select jsonb_agg(jsonb_build_object('date', day->'date', 'shifts', day->'shifts') order by place)
         from jsonb_array_elements(content->'days') with ordinality as entry(day, place)
       ) as days from plan_version where id = ?`,
      [version.id],
    );
    return row?.days ?? [];
  });
}

async function remembered<Value>(
  kept: Map<string, Value>,
  { id, contentSha256 }: PublishedVersion,
  most: number,
  read: () => Promise<Value>,
): Promise<Value> {
  const key = `${id} ${contentSha256}`;
  const value = kept.get(key) ?? (await read());
  // Last asked, last to go.
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return value;
}
