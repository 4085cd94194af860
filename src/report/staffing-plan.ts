import { type LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import type { Language } from '../errors.ts';
import type { PlanContent, PlanDocument } from '../plan/format.ts';
import type { FairnessLedger } from '../roster/index.ts';
import { type Approvals, approvalsOf, type SignOffEvent } from './approvals.ts';
import { type ChangesSection, changesSection } from './changes-section.ts';
import { type CoverSection, coverSection } from './cover-section.ts';
import { type DaySheet, daySheets } from './day-sheets.ts';
import { type FairnessSection, fairnessSection } from './fairness-section.ts';
import { type FindingGroup, findingsByGroup } from './findings.ts';
import { forecastBasisSection } from './forecast-basis-section.ts';
import { type ForecastSection, forecastSection } from './forecast-section.ts';
import {
  boundsText,
  dateText,
  fiscalYearText,
  floorPercentText,
  monthText,
  probabilityText,
} from './format.ts';
import { type MonthRoster, monthRoster } from './month-roster.ts';
import { type Audience, nameMask } from './naming.ts';
import { type SeatsSection, seatsSection } from './seats-section.ts';
import { type SimulationSection, simulationSection } from './simulation-section.ts';

/** The 人員配置計画書 as plain data; every field is ready to print. */
export interface StaffingPlanReport {
  readonly language: Language;
  readonly audience: Audience;
  readonly isCityCopy: boolean;
  readonly document: {
    readonly name: string;
    readonly number: string;
    readonly version: number;
    readonly issuedOn: string;
    readonly month: string;
    readonly fiscalYear: string;
    readonly contractTitle: string;
    readonly contentSha256: string;
    readonly shortHash: string;
    /** Null when the data are real. */
    readonly fictitiousDataNotice: string | null;
    /** Part of the locale key of the state's name. */
    readonly state: PlanDocument['state'];
    readonly isConfirmed: boolean;
  };
  readonly parties: {
    readonly addressee: string;
    readonly city: string;
    readonly department: string;
    readonly contractor: string;
    readonly site: string;
    readonly representative: string;
    readonly managerRole: string;
    readonly managers: string;
    readonly supervisorRole: string;
    readonly supervisors: string;
  };
  readonly approvals: Approvals;
  /** The answer first, in numbers. */
  readonly summary: {
    readonly answerRate: string;
    readonly target: string;
    readonly probability: string;
    readonly isTargetExpected: boolean;
    readonly serviceLevel: string;
    readonly serviceLevelGoal: string;
    readonly serviceLevelSeconds: string;
    readonly calls: string;
    readonly openDays: number;
    readonly busyDays: number;
    readonly operators: number;
    readonly isCovered: boolean;
    /** Runs of intervals with too few seats, and the first of them. */
    readonly shortages: number;
    readonly firstShortage: SeatsSection['shortages'][number] | null;
    readonly blocking: number;
    readonly warnings: number;
    readonly notes: number;
  };
  readonly forecast: ForecastSection;
  /** Null for plans that did not keep how they were forecast. */
  readonly forecastBasis: ReturnType<typeof forecastBasisSection>;
  readonly seats: SeatsSection;
  readonly simulation: SimulationSection;
  readonly roster: MonthRoster;
  readonly daySheets: readonly DaySheet[];
  readonly cover: CoverSection;
  /** Who had how much of what; null on the city's copy, which names nobody, and where no ledger is given. */
  readonly fairness: FairnessSection | null;
  readonly findings: readonly FindingGroup[];
  /** Null for a version that answers none. */
  readonly changes: ChangesSection | null;
}

/**
 * The staffing plan of a month for a reader. The city's copy names managers and supervisors alone; operators stand by
 * code, also inside free text, and why somebody is off work is left out.
 * @param input the plan, checked by `planFormat`; sign-off events of this version; the day of issue in Asia/Tokyo
 */
export function staffingPlanReport(input: {
  readonly contract: Contract;
  readonly plan: PlanDocument;
  readonly events: readonly SignOffEvent[];
  readonly audience: Audience;
  readonly issuedOn: LocalDate;
  readonly language?: Language;
  /** Up to the plan's month. */
  readonly ledger?: FairnessLedger;
  /** The version that this one answers, as its reader may see it. */
  readonly previous?: { readonly version: number; readonly content: PlanContent } | null;
}): StaffingPlanReport {
  const { contract, plan, audience, language = 'ja' } = input;
  const mask = nameMask(plan.staff, audience);
  const month = YearMonth.parse(plan.month);
  const seats = seatsSection(plan, language);
  const countOf = (level: 'H' | 'W' | 'I'): number =>
    plan.findings.filter((finding) => finding.level === level).length;
  const namesOf = (role: 'manager' | 'supervisor'): string =>
    plan.staff
      .filter((person) => person.role === role)
      .map((person) => person.name)
      .join(language === 'ja' ? '、' : ', ');
  return {
    language,
    audience,
    isCityCopy: audience === 'city',
    document: {
      name: contract.documents.staffingPlan.name[language],
      number: `${contract.documents.staffingPlan.numberPrefix}-${plan.month}`,
      version: plan.version,
      issuedOn: dateText(input.issuedOn, language),
      month: monthText(month, language),
      fiscalYear: fiscalYearText(month.atDay(1), language),
      contractTitle: contract.title[language],
      contentSha256: plan.contentSha256,
      shortHash: plan.contentSha256.slice(0, 16),
      fictitiousDataNotice: (plan.fictitiousDataNotice ?? contract.fictitiousDataNotice)?.[language] ?? null,
      state: plan.state,
      isConfirmed: plan.state === 'confirmed',
    },
    parties: {
      addressee: contract.city.addressee,
      city: contract.city.name[language],
      department: contract.city.department[language],
      contractor: contract.contractor.name[language],
      site: contract.contractor.site[language],
      representative: contract.contractor.representative,
      managerRole: contract.roles.labels.manager[language],
      managers: namesOf('manager'),
      supervisorRole: contract.roles.labels.supervisor[language],
      supervisors: namesOf('supervisor'),
    },
    approvals: approvalsOf(contract, input.events, language, mask),
    summary: {
      answerRate: floorPercentText(plan.monthAnswerRate),
      target: floorPercentText(plan.assumptions.targetAnswerRate).replace('.0', ''),
      probability: probabilityText(plan.probabilityTargetMet),
      isTargetExpected: plan.monthAnswerRate >= plan.assumptions.targetAnswerRate,
      serviceLevel: floorPercentText(plan.monthServiceLevel),
      serviceLevelGoal: floorPercentText(plan.assumptions.serviceLevelFraction).replace('.0', ''),
      serviceLevelSeconds: String(plan.assumptions.serviceLevelSeconds),
      calls: boundsText(
        plan.monthForecastCalls,
        plan.monthForecastBounds.low80,
        plan.monthForecastBounds.high80,
        language,
      ),
      openDays: plan.days.length,
      busyDays: plan.days.filter((day) => day.season === 'busy').length,
      operators: plan.staff.filter((person) => person.role === 'operator').length,
      isCovered: plan.coverage === 'covered' && seats.shortages.length === 0,
      shortages: seats.shortages.length,
      firstShortage: seats.shortages[0] ?? null,
      blocking: countOf('H'),
      warnings: countOf('W'),
      notes: countOf('I'),
    },
    forecast: forecastSection(contract, plan, language, mask),
    forecastBasis: forecastBasisSection(contract, plan, language),
    seats,
    simulation: simulationSection(plan, language),
    roster: monthRoster(contract, plan, language, audience),
    daySheets: daySheets(plan, language, audience),
    cover: coverSection(contract, plan, language, audience),
    fairness:
      audience === 'city' || input.ledger === undefined
        ? null
        : fairnessSection(contract, input.ledger, plan.staff, language),
    findings: findingsByGroup(plan, language, audience, mask),
    changes: input.previous == null ? null : changesSection(input.previous, plan, language, audience),
  };
}
