import type { PlanContent } from './format.ts';
import { nameMask } from './name-mask.ts';

/**
 * A plan as the city may see it: operators by code only, no reason why anybody is away (告示37号: the client does not
 * direct named workers; reasons for absence are private), and not what the roster costs. Managers and supervisors keep their names.
 */
export function maskedForCity(content: PlanContent): PlanContent {
  // The manager's words are free text: a name in them becomes the code too.
  const withoutNames = nameMask(
    content.staff.filter((person) => person.role === 'operator'),
    content.staff.filter((person) => person.role !== 'operator'),
  );
  // What the roster costs is the contractor's own matter.
  const { roster: _, ...shown } = content;
  return {
    ...shown,
    days: content.days.map((day) =>
      day.override === null
        ? day
        : { ...day, override: { ...day.override, reason: withoutNames(day.override.reason) } },
    ),
    // What somebody would like is between them and the contractor.
    findings: content.findings
      .filter((finding) => finding.rule !== 'people.wish')
      .map((finding) => ({ ...finding, why: '', whyEn: '' })),
    staff: content.staff.map((person) => ({
      ...person,
      name: person.role === 'operator' ? person.id : person.name,
      daysOff: person.daysOff.map((day) => ({ ...day, kind: 'unavailable' as const })),
    })),
  };
}
