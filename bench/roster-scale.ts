/**
 * A month of many people with two skills, breaks, leave and every labour rule, made up from a seed and planned as the product
 * plans it: `node bench/roster-scale.ts --seed 1 [--people 100]`. Prints one JSON line: what the roster costs with its breaks,
 * the proven bound, what is not covered, which hard rules are broken, seconds and memory.
 */
import { parseArgs } from 'node:util';
import { LocalDate, YearMonth } from '@js-joda/core';
import { daysOfMonth, openDaysOfMonth } from '../src/calendar/index.ts';
import { type Contract, parseContract } from '../src/contract/index.ts';
import {
  buildRoster,
  checkRoster,
  type DayDemand,
  optionsOn,
  type StaffMember,
} from '../src/roster/index.ts';
import { mostOnPhone } from '../src/roster/most-on-phone.ts';
import { seededRandom } from '../src/roster/random.ts';
import { openRosterSearch } from '../src/solver/search-roster.ts';
import { sampleContractJson } from '../test/build/sample.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, people: { type: 'string', default: '100' } },
});
const seed = Number(values.seed);
const headcount = Number(values.people);
const random = seededRandom(seed);
/** Begins on the first day of a week, so that no week shares its hours with a month that nobody knows. */
const month = YearMonth.of(2024, 12);
/** Share of the available hours on the phone, after breaks, that the calls need. */
const neededFraction = 0.85;

/** The sample's contract, open every day of the month. */
function contractOf(): Contract {
  const json = sampleContractJson();
  json.opening.hours[0].weekdays.push('SAT', 'SUN');
  json.opening.closedOnNationalHolidays = false;
  json.opening.yearlyClosures = [];
  json.standby.perDay = Math.ceil(headcount / 50);
  return parseContract(json, 'contract.json');
}

const contract = contractOf();
const days = openDaysOfMonth(contract.opening, month);
const leads = Math.max(4, Math.round(headcount / 20));

/** One in five works part-time, one day in twenty is leave; three in five answer both queues, the others one of them. */
function personOf(index: number): StaffMember {
  const isLead = index >= headcount;
  const isManager = index === headcount;
  const isPart = !isLead && index % 5 === 4;
  const draw = random();
  const skills = draw < 0.6 ? ['booking', 'enquiry'] : draw < 0.8 ? ['booking'] : ['enquiry'];
  return {
    id: `${isManager ? 'MG' : isLead ? 'SV' : 'OP'}${String(index + 1).padStart(4, '0')}`,
    name: `見本 ${index + 1}`,
    role: isManager ? 'manager' : isLead ? 'supervisor' : 'operator',
    employer: '株式会社見本コンタクト',
    skills: isLead ? [] : skills,
    employment: isPart ? 'part' : 'full',
    maximumWeeklyMinutes: isPart ? 1440 : 2400,
    maximumDailyMinutes: 480,
    maximumWeeklyDays: isPart ? 4 : 5,
    minimumMonthlyMinutes: isPart ? 3000 : 7200,
    patternCodes: isPart ? ['前', '中', '後'] : ['早', '遅'],
    canStandBy: !isLead && !isPart,
    isExemptFromOvertime: index % 17 === 3,
    startsOn: LocalDate.of(2020, 4, 1),
    endsOn: null,
    birthDate: LocalDate.of(1990, 1, 1),
    managementSince: isLead ? LocalDate.of(2015, 4, 1) : null,
    leave: daysOfMonth(month).filter(() => random() < 0.05),
    unavailable:
      isPart && index % 2 === 0
        ? [{ date: null, isoWeekday: 1 + (index % 7), startMinute: 0, endMinute: 1440 }]
        : [],
  };
}

const staff = Array.from({ length: headcount + leads }, (_, index) => personOf(index));

/** Minutes on the phone that the operators could give in the month, within their weeks and after their breaks. */
function availableMinutes(): number {
  return staff
    .filter(({ role }) => role === 'operator')
    .reduce((sum, person) => {
      const free = days.filter((day) => optionsOn(person, day, contract).obstacle === null).length;
      const open = { startMinute: days[0]!.startMinute, endMinute: days[0]!.endMinute };
      const shifts = contract.shiftPatterns
        .filter(({ code }) => person.patternCodes.includes(code))
        .map(({ start, end, mealMinutes }) => {
          const shift = { startMinute: start, endMinute: end, mealMinutes, takesRests: true };
          return { minutes: end - start - mealMinutes, phone: mostOnPhone(shift, contract.breaks, open) };
        });
      const perDay = Math.min(
        Math.max(...shifts.map(({ phone }) => phone)),
        (Math.max(...shifts.map(({ phone, minutes }) => phone / minutes)) * person.maximumWeeklyMinutes) /
          person.maximumWeeklyDays,
      );
      return sum + perDay * Math.min(free, (days.length * person.maximumWeeklyDays) / 7);
    }, 0);
}

/** Quieter weekends, a busy morning, a quiet noon, noise; scaled to the share of what is available. */
function demandsOf(): DayDemand[] {
  const intervals = Math.ceil((days[0]!.endMinute - days[0]!.startMinute) / contract.intervalMinutes);
  const shapes = days.map(({ date }) => {
    const ofDay = (date.dayOfWeek().value() >= 6 ? 0.85 : 1.05) * (0.97 + 0.06 * random());
    return Array.from({ length: intervals }, (_, at) => {
      const ofTime = 1 + 0.04 * Math.exp(-(((at - 4) / 4) ** 2)) - 0.16 * Math.exp(-(((at - 16) / 6) ** 4));
      return ofDay * ofTime * (0.985 + 0.03 * random());
    });
  });
  const all = shapes.flat().reduce((sum, value) => sum + value, 0) * contract.intervalMinutes;
  const scale = (neededFraction * availableMinutes()) / all;
  return days.map((day, index) => {
    const requiredSeats = shapes[index]!.map((value) => Math.round(value * scale));
    const booking = requiredSeats.map((seats) => Math.round(seats * 0.6));
    const enquiry = requiredSeats.map((seats, at) => seats - booking[at]!);
    return {
      ...day,
      intervalMinutes: contract.intervalMinutes,
      requiredSeats,
      skilled: [
        { queueId: 'booking', level: 1, seats: booking },
        { queueId: 'enquiry', level: 1, seats: enquiry },
      ],
    };
  });
}

const demands = demandsOf();
const search = await openRosterSearch();
const began = performance.now();
const roster = await buildRoster(
  {
    contract,
    month,
    staff,
    demands,
    dayCalls: demands.map(({ requiredSeats }) => requiredSeats.reduce((sum, seats) => sum + seats, 0)),
    daysBefore: null,
    seed,
  },
  search,
);
const seconds = (performance.now() - began) / 1000;
const findings = checkRoster({ contract, month, staff, days: roster.days, demands, daysBefore: null });
const isCover = (rule: string): boolean => rule.startsWith('cover.');
const seatIntervals = demands
  .flatMap(({ requiredSeats }) => requiredSeats)
  .reduce((sum, seats) => sum + seats, 0);
const missing = roster.uncovered
  .filter(({ group }) => group === 'operators')
  .reduce((sum, { required, scheduled }) => sum + required - scheduled, 0);
const { costHours, boundHours } = roster.proof;
console.log(
  JSON.stringify({
    people: headcount,
    seed,
    costHours: Math.round(costHours * 10) / 10,
    boundHours: boundHours === null ? null : Math.round(boundHours * 10) / 10,
    gapPercent: boundHours === null ? null : Math.round((costHours / boundHours - 1) * 10_000) / 100,
    seatIntervals,
    missingSeatIntervals: missing,
    missingPercent: Math.round((missing / seatIntervals) * 10_000) / 100,
    daysWithoutStandby: roster.daysWithoutStandby.length,
    hardRules: [
      ...new Set(
        findings.filter(({ level, rule }) => level === 'H' && !isCover(rule)).map(({ rule }) => rule),
      ),
    ],
    coverFindings: findings.filter(({ level, rule }) => level === 'H' && isCover(rule)).length,
    seconds: Math.round(seconds * 10) / 10,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
