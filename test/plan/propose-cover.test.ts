import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseTime } from '../../src/calendar/index.ts';
import type { Contract } from '../../src/contract/index.ts';
import {
  type CoverProposal,
  type PlanContent,
  type PlanDay,
  proposeCover,
  rosterDaysOf,
  withRoster,
} from '../../src/plan/index.ts';
import type { LabourRecord, StaffMember } from '../../src/roster/index.ts';
import { day as date, labourContract, labourRecord, person, range } from '../build/roster.ts';
import { sampleContract, sampleStaff } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

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

const propose = (given: Given): CoverProposal =>
  proposeCover({
    content: given.content,
    contract: given.contract ?? sampleContract,
    staff: given.staff ?? sampleStaff,
    daysBefore: null,
    ...(given.record === undefined ? {} : { record: given.record }),
    date: given.day.date,
    absence: { staffId: given.staffId, ...range(given.away ?? '0:00-24:00') },
    nowMinute: given.nowMinute ?? 0,
    ...(given.alsoAbsentIds === undefined ? {} : { alsoAbsentIds: given.alsoAbsentIds }),
  });

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

  it('ranks by missing minutes, then by people asked, then by people changed', () => {
    for (const given of content.days.slice(2, 5)) {
      const { options } = propose({ content, day: given, staffId: operatorsOf(given)[0]!.staffId });
      expect(options.length).to.be.above(1);
      const keys = options.map((option) => [option.shortMinutes, option.askedIds.length] as const);
      expect(keys).to.deep.equal(keys.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
      // Nobody is asked for doing nothing, so only a way that leaves no more minutes short without asking stands beside it.
      const accept = options.find(({ kind }) => kind === 'accept')!;
      expect(options.slice(options.indexOf(accept)).map(({ askedIds }) => askedIds.length)).to.deep.equal([
        ...options.slice(options.indexOf(accept)).map(() => 0),
      ]);
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
        const proposal = proposeCover({
          content,
          contract: sampleContract,
          staff: sampleStaff,
          daysBefore: null,
          date: given.date,
          absence,
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
    for (const option of refused) {
      expect(option.findings.map(({ rule }) => rule)).to.include('labour.overtime-exempt');
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
    let call: CoverProposal['options'][number] | undefined;
    for (const other of content.days) {
      const lost = operatorsOf(other).find((shift) => shift.pattern === '早');
      if (lost === undefined) continue;
      const { options } = propose({ content, day: other, staffId: lost.staffId, staff });
      call = options.find(({ id }) => id === 'callIn-OP99');
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
      const proposal = proposeCover({
        content,
        contract: sampleContract,
        staff: sampleStaff,
        daysBefore: null,
        date: day.date,
        absence: away,
        nowMinute: leaves,
      });
      const accept = proposal.options.find(({ kind }) => kind === 'accept');
      expect(accept).not.to.equal(undefined);
      expect(shiftIn(accept!.content, day, lostId)!.end).to.equal(meal.start);
    }
  });

  it('changes nobody on a day already past', () => {
    const proposal = propose({ content, day, staffId: lostId, nowMinute: 1440 });
    expect(proposal.options.map(({ kind }) => kind)).to.have.members(['accept', 'moveBreaks']);
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
