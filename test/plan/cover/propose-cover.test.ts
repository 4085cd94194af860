import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseTime } from '../../../src/calendar/index.ts';
import type { Contract } from '../../../src/contract/index.ts';
import type { ProposeCoverInput } from '../../../src/plan/cover/ground.ts';
import { type CoverOption, coveredPlan, proposeCover } from '../../../src/plan/cover/propose-cover.ts';
import { type PlanContent, type PlanDay, rosterDaysOf, withRoster } from '../../../src/plan/index.ts';
import { emptyProfile, type LabourRecord, type StaffMember } from '../../../src/roster/index.ts';
import { day as date, labour, labourContract, labourRecord, person, range } from '../../build/roster.ts';
import { sampleContract, sampleStaff } from '../../build/sample.ts';
import { samplePlan } from '../../build/sample-plan.ts';

interface Given {
  readonly content: PlanContent;
  readonly day: PlanDay;
  readonly staffId: string;
  readonly away?: string;
  readonly nowMinute?: number;
  readonly staff?: readonly StaffMember[];
  readonly alsoAbsentIds?: readonly string[];
  readonly record?: LabourRecord;
  readonly contract?: Contract;
}

const inputOf = (given: Given): ProposeCoverInput => ({
  content: given.content,
  contract: given.contract ?? sampleContract,
  staff: given.staff ?? sampleStaff,
  daysBefore: null,
  ...(given.record === undefined ? {} : { record: given.record }),
  date: given.day.date,
  absences: [{ staffId: given.staffId, ...range(given.away ?? '0:00-24:00') }],
  nowMinute: given.nowMinute ?? 0,
  ...(given.alsoAbsentIds === undefined ? {} : { alsoAbsentIds: given.alsoAbsentIds }),
});

/** A proposal of which each way has the whole plan that it makes. */
function propose(given: Given) {
  return proposed(inputOf(given));
}

function proposed(input: ProposeCoverInput) {
  const proposal = proposeCover(input);
  const withPlan = (option: CoverOption) => ({
    ...option,
    get content(): PlanContent {
      return coveredPlan(input, option);
    },
  });
  return { ...proposal, options: proposal.options.map(withPlan) };
}

const operatorsOf = (day: PlanDay): PlanDay['shifts'] =>
  day.shifts.filter((shift) => shift.role === 'operator' && !shift.standby);
const dayOf = (content: PlanContent, day: PlanDay): PlanDay =>
  content.days.find((other) => other.date === day.date)!;
const shiftIn = (
  content: PlanContent,
  day: PlanDay,
  staffId: string,
): PlanDay['shifts'][number] | undefined =>
  dayOf(content, day).shifts.find((shift) => shift.staffId === staffId);

/** Required less scheduled seats of the intervals that begin at or after a minute, counted minute by minute. */
function shortAfter(content: PlanContent, day: PlanDay, fromMinute: number): number {
  const there = operatorsOf(dayOf(content, day));
  const isIn = (entry: { start: string; end: string }, minute: number): boolean =>
    parseTime(entry.start) <= minute && minute < parseTime(entry.end);
  return day.intervals
    .filter((interval) => parseTime(interval.start) >= fromMinute)
    .reduce((sum, interval) => {
      const counts = Array.from({ length: 15 }, (_, offset) => parseTime(interval.start) + offset).map(
        (minute) =>
          there.filter((shift) => isIn(shift, minute) && !shift.breaks.some((entry) => isIn(entry, minute)))
            .length,
      );
      return sum + Math.max(0, interval.requiredSeats - Math.min(...counts));
    }, 0);
}

describe('proposeCover', () => {
  let content: PlanContent;
  /** A day on which a single full shift more is needed and a standby is there. */
  let day: PlanDay;
  let lostId: string;
  before(async () => {
    content = await samplePlan();
    day = content.days[1]!;
    lostId = operatorsOf(day).find((shift) => shift.pattern === '早')!.staffId;
  });

  it('restores every required seat with the standby who is told the evening before', () => {
    const proposal = propose({ content, day, staffId: lostId });
    expect(proposal.unhandled.shortIntervals.length).to.be.above(0);
    const standby = proposal.options.find(({ kind }) => kind === 'standby')!;
    expect(standby.shortMinutes).to.equal(0);
    expect(shortAfter(standby.content, day, 0)).to.equal(0);
    const called = day.shifts.find((shift) => shift.standby)!.staffId;
    expect(standby.askedIds).to.deep.equal([called]);
    expect(shiftIn(standby.content, day, called)).to.include({ standby: false });
    expect(shiftIn(standby.content, day, lostId)).to.equal(undefined);
  });

  it('counts the standby from the call and the way on, and covers from then', () => {
    const nowMinute = parseTime('08:50');
    const proposal = propose({ content, day, staffId: lostId, nowMinute });
    const standby = proposal.options.find(({ kind }) => kind === 'standby')!;
    const arrival = nowMinute + sampleContract.standby.arrivalMinutes;
    expect(parseTime(standby.duties[0]!.start)).to.equal(arrival);
    expect(shortAfter(standby.content, day, arrival)).to.equal(0);
  });

  it('asks as few as give back the day, and nobody for nothing', () => {
    for (const given of content.days.slice(2, 8)) {
      const { options } = propose({ content, day: given, staffId: operatorsOf(given)[0]!.staffId });
      const [first, ...others] = options;
      // Who gives back much more than the first asks more people or leaves required seats empty.
      for (const other of others) {
        const isMore =
          other.askedIds.length > first!.askedIds.length || other.shortMinutes > first!.shortMinutes;
        if (!isMore) expect(other.dayAnswerRate, other.id).to.be.at.most(first!.dayAnswerRate + 0.03);
      }
      const free = options.filter(({ askedIds }) => askedIds.length === 0);
      for (const option of options.filter(({ askedIds }) => askedIds.length > 0)) {
        for (const alone of free) {
          const isBetter =
            option.shortMinutes < alone.shortMinutes ||
            option.underMinimumMinutes < alone.underMinimumMinutes ||
            option.dayAnswerRate > alone.dayAnswerRate;
          expect(isBetter, `${option.id} beside ${alone.id}`).to.equal(true);
        }
      }
      expect(options.map(({ kind }) => kind)).to.include('accept');
    }
  });

  it('offers nothing that breaks a hard rule about people, on any day, hour and part of it', () => {
    const anyCase = fc.record({
      day: fc.integer({ min: 0, max: content.days.length - 1 }),
      person: fc.nat(20),
      from: fc.integer({ min: 30, max: 68 }),
      quarters: fc.integer({ min: 2, max: 36 }),
      now: fc.constantFrom(0, 500, 607, 722, 900, 1440),
    });
    fc.assert(
      fc.property(anyCase, (chosen) => {
        const given = content.days[chosen.day]!;
        const operators = operatorsOf(given);
        const { staffId } = operators[chosen.person % operators.length]!;
        const from = Math.max(chosen.from * 15, chosen.now < 1440 ? chosen.now : 0);
        const absence = {
          staffId,
          startMinute: from,
          endMinute: Math.min(1440, from + chosen.quarters * 15),
        };
        const proposal = proposed({
          content,
          contract: sampleContract,
          staff: sampleStaff,
          daysBefore: null,
          date: given.date,
          absences: [absence],
          nowMinute: chosen.now,
        });
        expect(proposal.options.map(({ kind }) => kind)).to.include('accept');
        for (const option of proposal.options) {
          const hard = option.content.findings.filter((entry) => entry.level === 'H');
          expect(hard.filter(({ rule }) => !rule.startsWith('cover.'))).to.deep.equal([]);
          const shift = shiftIn(option.content, given, staffId);
          if (shift === undefined) continue;
          const isAway =
            parseTime(shift.end) <= absence.startMinute || parseTime(shift.start) >= absence.endMinute;
          expect(isAway, `${option.id} works while away`).to.equal(true);
        }
        for (const option of proposal.refused) {
          expect(option.findings.length).to.be.above(0);
          for (const entry of option.findings) expect(entry).to.include({ level: 'H' });
        }
      }),
      { numRuns: 20, seed: 11 },
    );
  });

  it('refuses who has no hours left in the week, with the rule', () => {
    const sunday = date(day.date).minusDays(date(day.date).dayOfWeek().value() % 7);
    const isInWeek = (other: PlanDay): boolean => {
      const offset = date(other.date).toEpochDay() - sunday.toEpochDay();
      return offset >= 0 && offset < 7;
    };
    const isAtWork = (other: PlanDay, id: string): boolean =>
      other.shifts.some((shift) => shift.staffId === id && !shift.standby);
    // Everybody's contract allows just the days of this week that they have.
    const tired = sampleStaff.map((entry) => ({
      ...entry,
      maximumWeeklyDays: content.days.filter((other) => isInWeek(other) && isAtWork(other, entry.id)).length,
    }));
    const frame = withRoster({
      frame: content,
      days: rosterDaysOf(content),
      contract: sampleContract,
      staff: tired,
      daysBefore: null,
    });
    const { options, refused } = propose({ content: frame, day, staffId: lostId, staff: tired });
    expect(options.map(({ kind }) => kind))
      .to.include.members(['accept', 'moveBreaks'])
      .and.not.include('callIn');
    const calls = refused.filter(({ kind }) => kind === 'callIn');
    expect(calls.length).to.be.above(0);
    for (const call of calls) {
      expect(call.findings.map(({ rule }) => rule)).to.include('contract.weekly-days');
      expect(call.findings.map(({ where }) => where)).to.include(`${sunday} ${call.staffId}`);
    }
  });

  it('asks nobody who is exempt from overtime for more than was planned', () => {
    const staff = sampleStaff.map((entry) => ({ ...entry, isExemptFromOvertime: true }));
    const { options, refused } = propose({ content, day, staffId: lostId, staff });
    expect(options.filter(({ kind }) => kind === 'callIn' || kind === 'extend')).to.deep.equal([]);
    expect(refused.length).to.be.above(0);
    for (const { kind, findings } of refused) {
      if (kind !== 'callIn' && kind !== 'extend') continue;
      expect(findings.map(({ rule }) => rule)).to.include('labour.overtime-exempt');
    }
  });

  it('takes the published shifts of who is away and of who is asked for settled, also under variable hours', () => {
    const variableHours = { concludedOn: date('2024-03-15'), startsOn: date('2024-04-01') };
    const days = rosterDaysOf(content);
    const month = YearMonth.parse(content.month);
    const fixed = { start: month.atDay(1), end: month.atEndOfMonth(), days };
    const record = labourRecord({
      published: { days, settled: [] },
      fixedPeriods: [fixed],
      today: date(day.date),
    });
    for (const contract of [sampleContract, labourContract({}, { variableHours })]) {
      const { options } = propose({ content, day, staffId: lostId, record, contract });
      expect(options.length).to.be.above(2);
      for (const { id, newFindings } of options) {
        const changes = newFindings.filter(({ rule }) => /change|idle/.test(rule));
        expect(changes, id).to.deep.equal([]);
      }
    }
    // The same day without the absence: whoever loses the shift is to be asked, and paid for idle time.
    const without = days.map((other) =>
      other.date.toString() === day.date
        ? { ...other, shifts: other.shifts.filter(({ staffId }) => staffId !== lostId) }
        : other,
    );
    const cut = withRoster({
      frame: content,
      days: without,
      contract: sampleContract,
      staff: sampleStaff,
      daysBefore: null,
      record,
    });
    const about = cut.findings.filter(({ where }) => where.includes(lostId)).map(({ rule }) => rule);
    expect(about).to.include.members(['labour.change-consent', 'labour.idle-allowance']);
  });

  it('refuses nothing for what is wrong with the published plan anyway', () => {
    const variableHours = { concludedOn: date('2024-03-15'), startsOn: date('2024-04-01') };
    const contract = labourContract({}, { variableHours });
    // Published too late to be fixed: that is told, and the day is covered all the same.
    const record = labourRecord({
      published: { days: rosterDaysOf(content), settled: [] },
      today: date(day.date),
    });
    const { options } = propose({ content, day, staffId: lostId, record, contract });
    expect(options.map(({ kind }) => kind)).to.include.members(['standby', 'moveBreaks', 'accept']);
    for (const option of options) {
      expect(option.newFindings.map(({ rule }) => rule)).not.to.include('labour.variable-not-fixed');
      expect(option.content.findings.map(({ rule }) => rule)).to.include('labour.variable-not-fixed');
    }
  });

  it('calls part-timers for no longer than a day of their contract', () => {
    const staff = [
      ...sampleStaff,
      person({ id: 'OP99', maximumDailyMinutes: 300, patternCodes: ['前', '後'], canStandBy: false }),
    ];
    // Not offered where five hours close no gap; a day on which they do is looked for.
    let call: CoverOption | undefined;
    for (const other of content.days) {
      const lost = operatorsOf(other).find((shift) => shift.pattern === '早');
      if (lost === undefined) continue;
      const { options } = propose({ content, day: other, staffId: lost.staffId, staff });
      call = options.find(({ id }) => id.startsWith('callIn-OP99'));
      if (call !== undefined) break;
    }
    expect(call).not.to.equal(undefined);
    expect(parseTime(call!.duties[0]!.end) - parseTime(call!.duties[0]!.start)).to.equal(300);
  });

  it('keeps the worked part of who leaves early, and the rest of who comes late', () => {
    const early = propose({ content, day, staffId: lostId, away: '14:00-24:00', nowMinute: 830 });
    for (const { content: after } of early.options) {
      const rest = shiftIn(after, day, lostId)!;
      expect(rest.start).to.equal(shiftIn(content, day, lostId)!.start);
      expect(parseTime(rest.end)).to.be.at.most(840);
    }
    const late = propose({ content, day, staffId: lostId, away: '0:00-10:00' });
    for (const { content: after } of late.options) {
      const rest = shiftIn(after, day, lostId)!;
      expect(parseTime(rest.start)).to.be.at.least(600);
      expect(rest.end).to.equal(shiftIn(content, day, lostId)!.end);
    }
  });

  it('ends the shift where the break began when somebody leaves in it or at its end', () => {
    const meal = shiftIn(content, day, lostId)!.breaks.find(({ kind }) => kind === 'meal')!;
    for (const leaves of [parseTime(meal.end), parseTime(meal.end) - 10]) {
      const away = { staffId: lostId, startMinute: leaves, endMinute: 1440 };
      const proposal = proposed({
        content,
        contract: sampleContract,
        staff: sampleStaff,
        daysBefore: null,
        date: day.date,
        absences: [away],
        nowMinute: leaves,
      });
      const accept = proposal.options.find(({ kind }) => kind === 'accept');
      expect(accept).not.to.equal(undefined);
      expect(shiftIn(accept!.content, day, lostId)!.end).to.equal(meal.start);
    }
  });

  it('changes nobody on a day already past', () => {
    const proposal = propose({ content, day, staffId: lostId, nowMinute: 1440 });
    expect(proposal.options.map(({ kind }) => kind)).to.deep.equal(['accept']);
    for (const option of proposal.options) {
      expect(option.askedIds).to.deep.equal([]);
      expect(option.changedIds).to.deep.equal([]);
      for (const shift of operatorsOf(dayOf(option.content, day))) {
        expect(shift).to.deep.equal(shiftIn(content, day, shift.staffId));
      }
    }
  });

  it('moves no break that has begun', () => {
    const nowMinute = parseTime('12:02');
    const { options } = propose({ content, day, staffId: lostId, away: '12:02-24:00', nowMinute });
    for (const option of options) {
      for (const shift of operatorsOf(dayOf(option.content, day))) {
        const old = shiftIn(content, day, shift.staffId);
        if (old === undefined || old.standby || shift.staffId === lostId) continue;
        const begun = old.breaks.filter((entry) => parseTime(entry.start) < nowMinute);
        expect(shift.breaks.slice(0, begun.length), `${option.id} ${shift.staffId}`).to.deep.equal(begun);
        for (const entry of shift.breaks) expect(parseTime(entry.start) % 5).to.equal(0);
      }
    }
  });

  it('asks people to stay on only while they are there', () => {
    const staff = sampleStaff;
    const asked = (given: PlanDay, staffId: string, nowMinute: number): string[] => {
      const proposal = propose({ content, day: given, staffId, staff, nowMinute, away: '8:45-17:30' });
      return [...proposal.options, ...proposal.refused].map(({ id }) => id);
    };
    // Somebody who would be there in the afternoon, when those of the morning have gone: on some days they are asked.
    const cases = content.days.flatMap((given) => {
      const parts = given.shifts.filter(({ pattern }) => pattern === '前');
      const lost = operatorsOf(given).filter(({ pattern }) => pattern !== '前');
      return parts.length === 0 ? [] : lost.map(({ staffId }) => ({ given, parts, staffId }));
    });
    const found = cases.find(({ given, parts, staffId }) =>
      parts.some((part) => asked(given, staffId, 600).includes(`extend-end-${part.staffId}`)),
    );
    expect(found).not.to.equal(undefined);
    const later = asked(found!.given, found!.staffId, 800);
    for (const part of found!.parts) expect(later).not.to.include(`extend-end-${part.staffId}`);
  });

  it('covers a second absence of the same day without the first absentee', () => {
    const first = propose({ content, day, staffId: lostId });
    const after = first.options[0]!.content;
    const second = operatorsOf(dayOf(after, day)).find(({ staffId }) => staffId !== lostId)!.staffId;
    const proposal = propose({ content: after, day, staffId: second, alsoAbsentIds: [lostId] });
    expect(proposal.options.length).to.be.above(0);
    for (const option of [...proposal.options, ...proposal.refused]) expect(option.id).not.to.include(lostId);
    for (const option of proposal.options) {
      expect(shiftIn(option.content, day, lostId)).to.equal(undefined);
      expect(shiftIn(option.content, day, second)).to.equal(undefined);
      expect(
        option.content.findings.filter(({ level, rule }) => level === 'H' && !rule.startsWith('cover.')),
      ).to.deep.equal([]);
    }
    expect(proposal.before.dayAnswerRate).to.equal(first.options[0]!.dayAnswerRate);
  });

  it('can only accept the loss of a standby', () => {
    const standby = day.shifts.find((entry) => entry.standby)!;
    const proposal = propose({ content, day, staffId: standby.staffId });
    expect(proposal.options.map(({ kind }) => kind)).to.deep.equal(['accept']);
  });

  it('has a supervisor stood in for by one who is off, in every open minute', () => {
    const present = day.shifts.filter((entry) => entry.role !== 'operator');
    expect(present).to.have.length(2);
    for (const { staffId } of present) {
      const proposal = propose({ content, day, staffId });
      const best = proposal.options[0]!;
      const asked = sampleStaff.find(({ id }) => id === best.askedIds[0])!;
      expect(best.kind).to.equal('callIn');
      expect(asked.role).to.not.equal('operator');
      expect(best.shortMinutes).to.equal(0);
      expect(best.newFindings.map(({ rule }) => rule)).to.not.include('cover.supervisor');
      // With one left, a meal leaves nobody: that is what accepting costs.
      const accepted = proposal.options.find(({ kind }) => kind === 'accept')!;
      expect(accepted.shortMinutes).to.be.at.least(45);
      expect(accepted.newFindings.map(({ rule }) => rule)).to.include('cover.supervisor');
      // Nobody at the phone is moved for it.
      expect(best.changedIds.every((id) => !id.startsWith('OP'))).to.equal(true);
    }
  });

  it('gives plans that checking again leaves as they are', () => {
    const [option] = propose({ content, day, staffId: lostId }).options;
    const again = withRoster({
      frame: option!.content,
      days: rosterDaysOf(option!.content),
      contract: sampleContract,
      staff: sampleStaff,
      daysBefore: null,
    });
    expect(again).to.deep.equal(option!.content);
  });
});

describe('proposeCover for several people', () => {
  let content: PlanContent;
  let day: PlanDay;
  before(async () => {
    content = await samplePlan();
    day = content.days[9]!;
  });
  const input = (changes: Partial<ProposeCoverInput> = {}): ProposeCoverInput => ({
    content,
    contract: sampleContract,
    staff: sampleStaff,
    daysBefore: null,
    date: day.date,
    absences: operatorsOf(day)
      .slice(0, 2)
      .map(({ staffId }) => ({ staffId, startMinute: 0, endMinute: 1440 })),
    nowMinute: 480,
    ...changes,
  });

  it('covers two who are away at once with several people together', () => {
    const given = input();
    const proposal = proposed(given);
    const [best] = proposal.options;
    expect(best!.kind).to.equal('combined');
    expect(best!.kinds.length).to.be.at.least(1);
    expect(best!.askedIds.length).to.be.at.least(2);
    expect(best!.underMinimumMinutes).to.equal(0);
    expect(best!.dayAnswerRate).to.be.above(proposal.unhandled.dayAnswerRate);
    for (const option of proposal.options) {
      for (const { staffId } of given.absences) {
        expect(option.askedIds).not.to.include(staffId);
        expect(shiftIn(option.content, day, staffId)).to.equal(undefined);
      }
      const hard = option.content.findings.filter(
        ({ level, rule }) => level === 'H' && !rule.startsWith('cover.'),
      );
      expect(hard, option.id).to.deep.equal([]);
    }
  });

  it('says of each way what the whole plan says when it is taken', () => {
    const given = input();
    const { options } = proposed(given);
    expect(options.length).to.be.above(3);
    for (const option of options) {
      const after = option.content;
      expect(dayOf(after, day).answerRate, option.id).to.be.closeTo(option.dayAnswerRate, 1e-6);
      expect(after.monthAnswerRate, option.id).to.be.closeTo(option.monthAnswerRate, 2e-6);
      expect(after.probabilityTargetMet, option.id).to.be.closeTo(option.probabilityTargetMet, 2e-4);
      const short = dayOf(after, day).intervals.reduce(
        (sum, { requiredSeats, scheduledSeats }) => sum + Math.max(0, requiredSeats - scheduledSeats) * 15,
        0,
      );
      expect(option.shortMinutes, option.id).to.equal(short);
      const rates = dayOf(after, day).intervals.filter(({ calls }) => calls > 0);
      expect(option.worstInterval!.answerRate).to.be.closeTo(
        Math.min(...rates.map(({ answerRate }) => answerRate)),
        1e-6,
      );
    }
  });

  it('asks nobody again who has said no', () => {
    const first = proposeCover(input());
    const declinedIds = first.options[0]!.askedIds;
    const again = proposeCover(input({ declinedIds }));
    expect(again.options.length).to.be.above(0);
    for (const { askedIds } of again.options) {
      expect(askedIds.filter((id) => declinedIds.includes(id))).to.deep.equal([]);
    }
  });

  it('asks first who has come less often, all else alike', () => {
    const single = input({ absences: input().absences.slice(0, 1) });
    const calls = proposeCover(single).options.filter(({ kind }) => kind === 'callIn');
    const [one, other] = calls.map(({ askedIds }) => askedIds[0]!);
    expect(other).not.to.equal(undefined);
    const again = proposeCover({ ...single, timesBefore: new Map([[one!, 3]]) });
    const order = again.options.filter(({ kind }) => kind === 'callIn').map(({ askedIds }) => askedIds[0]);
    expect(order.indexOf(other)).to.be.below(order.indexOf(one));
    expect(again.options.find(({ askedIds }) => askedIds[0] === one)!.timesBefore).to.equal(3);
  });

  it('tells hours, overtime and yen of who is asked, where the wage is known', () => {
    const staff = sampleStaff.map((entry) => ({ ...entry, labour: labour({ hourlyWageYen: 1200 }) }));
    const single = input({ staff, absences: input().absences.slice(0, 1) });
    const called = proposed(single).options.find(({ kind }) => kind === 'callIn')!;
    const [asked] = called.askedIds;
    const minutes = (plan: PlanContent): number =>
      plan.days
        .flatMap(({ shifts }) => shifts.filter(({ staffId, standby }) => staffId === asked && !standby))
        .reduce((sum, shift) => sum + workOf(shift), 0);
    const more = minutes(called.content) - minutes(content);
    expect(called.workedMinutes).to.equal(more);
    expect(called.costYen).to.equal(
      Math.round((more / 60) * 1200 + (called.overtimeMinutes / 60) * 1200 * 0.25),
    );
    const unknown = proposeCover(input({ absences: single.absences }));
    expect(unknown.options.find(({ kind }) => kind === 'callIn')!.costYen).to.equal(null);
  });

  it('gives a later day off to who comes, and leaves nobody missing then', () => {
    const exchanges = content.days.slice(0, 12).flatMap((given) => {
      const absences = [{ staffId: operatorsOf(given)[0]!.staffId, startMinute: 0, endMinute: 1440 }];
      return proposed(input({ date: given.date, absences })).options.filter(
        ({ kind }) => kind === 'exchange',
      );
    });
    expect(exchanges.length).to.be.above(0);
    for (const { askedIds, daysOff, content: after } of exchanges) {
      for (const off of daysOff) {
        expect(off.staffId).to.equal(askedIds[0]);
        const later = after.days.find(({ date: other }) => other === off.date)!;
        const planned = content.days.find(({ date: other }) => other === off.date)!;
        expect(later.shifts.some(({ staffId }) => staffId === off.staffId)).to.equal(false);
        expect(planned.shifts.some(({ staffId }) => staffId === off.staffId)).to.equal(true);
        later.intervals.forEach(({ scheduledSeats, requiredSeats }, index) => {
          const least = Math.min(requiredSeats, planned.intervals[index]!.scheduledSeats);
          expect(scheduledSeats).to.be.at.least(least);
        });
      }
    }
  });

  it('borrows from another centre, and lets a supervisor take calls who is named to stand in, when nobody else can', () => {
    const operators = sampleStaff.filter(({ role }) => role === 'operator').map(({ id }) => id);
    const visitor = person({
      ...sampleStaff[0]!,
      id: 'TS01',
      profile: { ...emptyProfile, homeCentre: '津センター' },
    });
    const staff = [
      ...sampleStaff.map((entry) =>
        entry.role === 'supervisor'
          ? { ...entry, profile: { ...emptyProfile, standsInFor: ['OP01'] } }
          : entry,
      ),
      visitor,
    ];
    const roles = { ...sampleContract.roles, minimumSupervisors: 0 };
    const contract = { ...sampleContract, roles };
    const { options } = proposeCover(input({ staff, contract, declinedIds: operators }));
    const kinds = options.flatMap((option) => option.kinds);
    expect(kinds).to.include.members(['borrow', 'leadTakesCalls']);
    const borrowed = options.find((option) => option.kinds.includes('borrow'))!;
    expect(borrowed.newFindings.map(({ rule }) => rule)).to.include('people.borrowed');
    const unnamed = proposeCover(input({ declinedIds: operators }));
    const refused = unnamed.refused.filter(({ kind }) => kind === 'leadTakesCalls');
    expect(refused.length).to.be.above(0);
    for (const { findings } of refused)
      expect(findings.map(({ rule }) => rule)).to.include('people.stand-in');
  });

  it('offers the automatic answer where the contract has one, as no answer by an operator', () => {
    const contract = { ...sampleContract, overflow: { ...sampleContract.overflow, waitingLimit: 1 } };
    const { options } = proposeCover(input({ contract, declinedIds: sampleStaff.map(({ id }) => id) }));
    const automatic = options.find(({ kind }) => kind === 'automatic')!;
    expect(automatic.automaticCalls).to.be.above(0);
    expect(automatic.askedIds).to.deep.equal([]);
    expect(proposeCover(input()).options.map(({ automaticCalls }) => automaticCalls)).to.deep.equal(
      proposeCover(input()).options.map(() => null),
    );
  });
});

function workOf(shift: PlanDay['shifts'][number]): number {
  const length = (range: { start: string; end: string }): number =>
    parseTime(range.end) - parseTime(range.start);
  return shift.breaks
    .filter(({ kind }) => kind === 'meal')
    .reduce((sum, meal) => sum - length(meal), length(shift));
}
