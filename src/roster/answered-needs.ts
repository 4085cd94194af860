import type { DayDemand } from './demand.ts';
import { levelOn } from './personal-profile.ts';
import type { StaffMember } from './staff.ts';

/** Places in `demand.skilled` of the needs that a person helps to fulfil on the day. */
export function answeredNeeds(person: StaffMember, demand: DayDemand): number[] {
  return (demand.skilled ?? []).flatMap(({ queueId, level }, index) =>
    levelOn(person, queueId, demand.date) >= level ? [index] : [],
  );
}
