import type { PlanContent } from './format.ts';

/**
 * A plan as the city may see it: operators by code only, no reason why anybody is away (告示37号: the client does not
 * direct named workers; reasons for absence are private). Managers and supervisors keep their names.
 */
export function maskedForCity(content: PlanContent): PlanContent {
  return {
    ...content,
    staff: content.staff.map((person) => ({
      ...person,
      name: person.role === 'operator' ? person.id : person.name,
      daysOff: person.daysOff.map((day) => ({ ...day, kind: 'unavailable' as const })),
    })),
  };
}
