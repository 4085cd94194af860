import type { Language } from '../errors.ts';
import type { PlanDocument } from '../plan/format.ts';
import type { Audience } from './naming.ts';

/** Groups of rules in the order of the document; a rule belongs to the group before the dot of its id. */
export const findingGroups = [
  'cover',
  'target',
  'labour',
  'people',
  'contract',
  'forecast',
  'other',
] as const;

/** Rules that tell of leave, health, age or income; a client may know that they spoke, not what they said. */
const privateRules: ReadonlySet<string> = new Set([
  'labour.care-leave',
  'labour.care-overtime-month',
  'labour.care-overtime-year',
  'labour.five-days-leave',
  'labour.holiday-restricted',
  'labour.hourly-leave',
  'labour.hourly-leave-agreement',
  'labour.hourly-leave-days',
  'labour.idle-allowance',
  'labour.idle-allowance-yen',
  'labour.income-106',
  'labour.income-130',
  'labour.leave',
  'labour.leave-grant',
  'labour.minor',
  'labour.night-restricted',
  'labour.nursing-time',
  'labour.overtime-exempt',
  'labour.premium',
  'labour.premium-yen',
  'labour.short-hours',
  'labour.social-insurance',
  'labour.social-insurance-second',
  'people.pin-void',
  'people.unavailable',
]);

/** Rules of which a client does not even learn that they spoke: what somebody would like is between them and the contractor. */
const internalRules: ReadonlySet<string> = new Set(['people.wish']);

/** What one group of rules found; empty when nothing is to be said (指摘なし). */
export interface FindingGroup {
  readonly group: (typeof findingGroups)[number];
  /** Locale key of the group's name. */
  readonly groupKey: string;
  readonly findings: readonly {
    readonly level: 'H' | 'W' | 'I';
    /** Locale key of the level's name. */
    readonly levelKey: string;
    readonly where: string;
    /** Null where the finding tells of a private matter and the reader is the city. */
    readonly text: string | null;
    readonly rule: string;
  }[];
}

/** The list of checks: every group, with its findings by weight; `other` only when a rule of no known group spoke. */
export function findingsByGroup(
  plan: PlanDocument,
  language: Language,
  audience: Audience,
  mask: (text: string) => string,
): FindingGroup[] {
  const known: readonly string[] = findingGroups;
  const groupOf = (rule: string): string => {
    const prefix = rule.split('.', 1)[0]!;
    return known.includes(prefix) ? prefix : 'other';
  };
  return findingGroups
    .map((group) => ({
      group,
      groupKey: `print:findings.groups.${group}`,
      findings: plan.findings
        .filter((finding) => groupOf(finding.rule) === group)
        .filter((finding) => audience === 'internal' || !internalRules.has(finding.rule))
        .toSorted((a, b) => 'HWI'.indexOf(a.level) - 'HWI'.indexOf(b.level))
        .map((finding) => ({
          level: finding.level,
          levelKey: `print:findings.levels.${finding.level}`,
          ...(audience === 'city' && privateRules.has(finding.rule)
            ? { where: '', text: null }
            : {
                where: mask(finding.where),
                text: mask(textOf(finding, language, audience)),
              }),
          rule: finding.rule,
        })),
    }))
    .filter(({ group, findings }) => group !== 'other' || findings.length > 0);
}

/** The sentence; the contractor also reads why, which tells of leave. */
function textOf(finding: PlanDocument['findings'][number], language: Language, audience: Audience): string {
  const [text, why] = language === 'ja' ? [finding.text, finding.why] : [finding.textEn, finding.whyEn];
  return audience === 'internal' && why !== '' ? `${text}${language === 'ja' ? '' : ' '}${why}` : text;
}
