import { expect } from 'chai';
import { formatTime, parseTime } from '../../src/calendar/index.ts';
import type { Contract } from '../../src/contract/index.ts';
import { gainedCalls } from '../../src/plan/best-change-gain.ts';
import {
  bestChanges,
  type ChangeSearch,
  changeCandidates,
  changeWork,
  type FoundChange,
  type FoundChanges,
  type PlanContent,
  type PlanDay,
  withRoster,
} from '../../src/plan/index.ts';
import { simulationOf } from '../../src/plan/simulation-input.ts';
import { type Shift, type StaffMember, workedMinutes } from '../../src/roster/index.ts';
import { simulateMonths } from '../../src/simulate/index.ts';
import { buildPlan } from '../build/plan.ts';
import { day as dateOf, person, range, shift } from '../build/roster.ts';
import { sampleContract, sampleStaff } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

const date = '2024-05-14';
const document = buildPlan();

/** A contract for a short day: breaks on the quarter hour, runs on the phone of two and a half hours at most, nobody on call. */
const contract: Contract = {
  ...sampleContract,
  minimumOperators: 0,
  standby: { ...sampleContract.standby, perDay: 0 },
  breaks: { ...sampleContract.breaks, stepMinutes: 15, restMinutes: 15, maximumPhoneMinutes: 150 },
};

/** Calls per quarter hour from 9:00 to 13:00: a peak from 10:30 to 11:00. */
const peak = [1, 1, 1, 1, 1, 2, 8, 8, 2, 1, 1, 1, 1, 1, 1, 1];

interface Given {
  readonly shifts: readonly Shift[];
  readonly staff: readonly StaffMember[];
  readonly calls?: readonly number[];
  readonly requiredSeats?: number;
  readonly contract?: Contract;
}

/** A plan of one day. */
function searchOf(given: Given): ChangeSearch {
  const { shifts, staff, calls = peak, requiredSeats = 0 } = given;
  const total = calls.reduce((sum, value) => sum + value, 0);
  const day: PlanDay = {
    ...document.days[0]!,
    date,
    open: '09:00',
    close: '13:00',
    forecastCalls: total,
    queues: [
      { id: 'booking', calls: total / 2 },
      { id: 'enquiry', calls: total / 2 },
    ],
    intervals: calls.map((value, index) => ({
      ...document.days[0]!.intervals[0]!,
      start: formatTime(540 + index * 15),
      end: formatTime(555 + index * 15),
      calls: value,
      requiredSeats,
    })),
  };
  const frame: PlanContent = {
    ...document,
    monthForecastCalls: total,
    days: [day],
    staff: staff.map((member) => ({ ...member, skills: [...member.skills], limits: member, daysOff: [] })),
  };
  const rosterDay = { date: dateOf(date), shifts };
  const used = given.contract ?? contract;
  const content = withRoster({ frame, days: [rosterDay], contract: used, staff, daysBefore: null });
  return { content, contract: used, staff, daysBefore: null, daysAfter: null, now: null };
}

const find = (search: ChangeSearch): Promise<FoundChanges> =>
  bestChanges(
    search.content.days.map((_, index) => index),
    changeWork(search),
  );

const partTimer = (
  id: string,
  maximumDailyMinutes: number,
  changes: Partial<StaffMember> = {},
): StaffMember => person({ id, maximumDailyMinutes, ...changes });

/** Two people who are both at rest in the peak, and one who goes home before it; nobody may work longer. */
const badly: Given = {
  staff: [partTimer('OP01', 240), partTimer('OP02', 240), partTimer('OP03', 90)],
  shifts: [
    shift('OP01', '9:00-13:00', { rests: ['10:30-10:45'] }),
    shift('OP02', '9:00-13:00', { rests: ['10:45-11:00'] }),
    shift('OP03', '9:00-10:30'),
  ],
};

/** Answered calls of each of many days with other luck than the search's. */
function longRun(search: ChangeSearch, shifts: PlanDay['shifts'], days = 20_000): Float64Array {
  const content = { ...search.content, days: [{ ...search.content.days[0]!, shifts }] };
  return simulateMonths({ ...simulationOf(content, search.contract), seed: 77 }, 0, days).monthAnswered;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The day's shifts with what a found change says. */
function applied(day: PlanDay, change: FoundChange): PlanDay['shifts'] {
  return day.shifts.map((entry) => {
    if (entry.staffId !== change.staffId) return entry;
    const isShift = change.kind === 'earlierStart' || change.kind === 'laterEnd';
    const added = change.addedRest === null ? [] : [{ ...change.addedRest, kind: 'rest' as const }];
    const breaks = [...entry.breaks, ...added].map((item) =>
      !isShift && item.start === change.before.start ? { ...item, ...change.after } : item,
    );
    return { ...entry, ...(isShift ? change.after : {}), breaks };
  });
}

describe('bestChanges', () => {
  it('finds the move that a long simulation of every possible move finds, with its gain', async () => {
    const search = searchOf(badly);
    const [day] = search.content.days;
    const now = mean(longRun(search, day!.shifts));
    const tried: { staffId: string; start: string; gain: number }[] = [];
    for (const staffId of ['OP01', 'OP02']) {
      // Every quarter hour that leaves work before and after, and no run over 150 minutes.
      for (let minute = 555; minute <= 750; minute += 15) {
        const isAsNow = day!.shifts.some((entry) =>
          entry.breaks.some(({ start }) => entry.staffId === staffId && parseTime(start) === minute),
        );
        if (isAsNow || minute - 540 > 150 || 780 - (minute + 15) > 150) continue;
        const moved = day!.shifts.map((entry) =>
          entry.staffId === staffId
            ? {
                ...entry,
                breaks: [{ start: formatTime(minute), end: formatTime(minute + 15), kind: 'rest' as const }],
              }
            : entry,
        );
        tried.push({ staffId, start: formatTime(minute), gain: mean(longRun(search, moved)) - now });
      }
    }
    const best = tried.toSorted((one, other) => other.gain - one.gain)[0]!;
    const found = await find(search);
    expect(found).to.include({ triedChanges: tried.length, searchedDays: 1 });
    const [first] = found.changes;
    const known = tried.find(
      ({ staffId, start }) => staffId === first!.staffId && start === first!.after.start,
    )!;
    expect(first).to.include({ kind: 'rest', date });
    // Two places may be as good as each other; what is found is as good as the best.
    expect(known.gain).to.be.within(best.gain - 0.03, best.gain);
    expect(best.gain).to.be.greaterThan(0.5);
    const { low95, high95 } = first!.gainedCalls;
    const half = (high95 - low95) / 2;
    expect(known.gain).to.be.within(low95 - half, high95 + half);
    expect(first!.dayAnswerRate.after - first!.dayAnswerRate.before).to.be.closeTo(
      first!.gainedCalls.mean / search.content.monthForecastCalls,
      0.01,
    );
  });

  it('ranks by gain, each thing once, all of them surely better than nothing', async () => {
    const { changes } = await find(searchOf(badly));
    const means = changes.map(({ gainedCalls: { mean: gain } }) => gain);
    expect(means).to.deep.equal(means.toSorted((one, other) => other - one));
    const things = changes.map(({ kind, staffId, before }) => `${kind} ${staffId} ${before.start}`);
    expect(new Set(things).size).to.equal(things.length);
    expect(changes).to.have.lengthOf(2);
    for (const { gainedCalls: gain } of changes) expect(gain.low95).to.be.greaterThan(0);
  });

  it('gives the same list for the same plan', async () => {
    expect(await find(searchOf(badly))).to.deep.equal(await find(searchOf(badly)));
  });

  it('finds nothing on a day on which nobody calls, or next to nobody', async () => {
    const idle = searchOf({ ...badly, calls: peak.map(() => 0) });
    expect((await find(idle)).changes).to.deep.equal([]);
    const many = searchOf({ ...badly, calls: peak.map(() => 0.01) });
    expect((await find(many)).changes).to.deep.equal([]);
  });

  const lateCalls = [...peak.slice(0, 12), 6, 6, 1, 1];
  /** OP01 goes home at 12:00, before calls come. */
  const homeEarly = (first: StaffMember): Given => ({
    calls: lateCalls,
    staff: [first, partTimer('OP02', 240)],
    shifts: [
      shift('OP01', '9:00-12:00', { rests: ['10:00-10:15'] }),
      shift('OP02', '9:00-13:00', { rests: ['11:15-11:30'] }),
    ],
  });
  const longer = (found: FoundChanges): FoundChange | undefined =>
    found.changes.find(({ kind }) => kind === 'laterEnd');

  it('offers half an hour more with what it costs, as good as the plan with it is', async () => {
    const search = searchOf(homeEarly(partTimer('OP01', 210)));
    const found = longer(await find(search))!;
    expect(found).to.deep.include({
      staffId: 'OP01',
      before: { start: '09:00', end: '12:00' },
      after: { start: '09:00', end: '12:30' },
      addedRest: null,
      extra: { paidMinutes: 30, workedMinutes: 210, maximumDailyMinutes: 210 },
      newFindings: [],
    });
    const [day] = search.content.days;
    const gain = mean(longRun(search, applied(day!, found))) - mean(longRun(search, day!.shifts));
    expect(gain).to.be.closeTo(found.gainedCalls.mean, 0.15);
    expect(gain).to.be.greaterThan(1);
  });

  it('adds the rest that the longer run needs', async () => {
    const shorterRuns = { ...contract, breaks: { ...contract.breaks, maximumPhoneMinutes: 120 } };
    const found = longer(
      await find(searchOf({ ...homeEarly(partTimer('OP01', 210)), contract: shorterRuns })),
    )!;
    const rest = { start: parseTime(found.addedRest!.start), end: parseTime(found.addedRest!.end) };
    expect(rest.end - rest.start).to.equal(15);
    expect(rest.start - parseTime('10:15')).to.be.within(15, 120);
    expect(parseTime('12:30') - rest.end).to.be.within(15, 120);
  });

  it('never offers more than the own contract, a day or a week, nor to who is exempt from overtime', async () => {
    expect(longer(await find(searchOf(homeEarly(partTimer('OP01', 480)))))).not.to.equal(undefined);
    const refused: readonly StaffMember[] = [
      partTimer('OP01', 209),
      partTimer('OP01', 480, { maximumWeeklyMinutes: 209 }),
      partTimer('OP01', 480, { isExemptFromOvertime: true }),
      partTimer('OP01', 480, {
        unavailable: [{ date: dateOf(date), isoWeekday: null, ...range('12:15-13:00') }],
      }),
    ];
    for (const first of refused) {
      expect(longer(await find(searchOf(homeEarly(first)))), JSON.stringify(first)).to.equal(undefined);
    }
  });

  it('asks nobody outside the opening hours', () => {
    const search = searchOf({
      staff: [partTimer('OP01', 480), partTimer('OP02', 480)],
      shifts: [shift('OP01', '8:45-11:00'), shift('OP02', '10:30-13:00')],
    });
    const kinds = changeCandidates(search.content, contract, search.staff, 0).map(
      ({ kind, staffId }) => `${staffId} ${kind}`,
    );
    expect([...new Set(kinds)].toSorted()).to.deep.equal(['OP01 laterEnd', 'OP02 earlierStart']);
  });

  it('leaves what is past of a running day as it is', async () => {
    const search = searchOf(badly);
    const at = (text: string): ChangeSearch => ({ ...search, now: { date, minute: parseTime(text) } });
    const { changes } = await find(at('10:35'));
    expect(changes.map(({ staffId }) => staffId)).to.deep.equal(['OP02']);
    expect(parseTime(changes[0]!.after.start)).to.be.at.least(parseTime('10:35'));
    expect(await find(at('11:00'))).to.include({ triedChanges: 0 });
    const later = searchOf(homeEarly(partTimer('OP01', 210)));
    const kindsAt = async (text: string): Promise<readonly string[]> =>
      (await find({ ...later, now: { date, minute: parseTime(text) } })).changes.map(({ kind }) => kind);
    expect(await kindsAt('11:55')).to.include('laterEnd');
    expect(await kindsAt('12:00')).to.deep.equal([]);
    expect(await find({ ...search, now: { date: '2024-05-13', minute: 1000 } })).to.deep.equal(
      await find(search),
    );
  });

  it('names the warnings that a change brings, not those that it makes smaller', async () => {
    const found = await find(searchOf({ ...badly, requiredSeats: 2 }));
    for (const change of found.changes) {
      // Wherever the rest goes, one operator of the two who are needed is away then.
      const seats = change.newFindings.filter(({ rule }) => rule === 'cover.seats');
      const place = parseTime(change.after.start);
      const isThirdThere = place < parseTime('10:30');
      expect(seats.length, JSON.stringify(change)).to.equal(isThirdThere ? 0 : 1);
      expect(seats.every(({ where }) => where.includes(date))).to.equal(true);
    }
    expect(found.changes).to.have.lengthOf(2);
  });

  it('never offers what leaves fewer operators than the contract asks for', async () => {
    const strict = { ...contract, minimumOperators: 2 };
    const { changes } = await find(searchOf({ ...badly, contract: strict }));
    for (const change of changes) expect(parseTime(change.after.start)).to.be.lessThan(parseTime('10:30'));
    expect(changes).to.have.lengthOf.above(0);
  });
});

describe('changeCandidates', () => {
  let content: PlanContent;
  before(async () => {
    content = await samplePlan();
  });

  it('changes one thing of one operator, within the hours and lengths that the contract allows', () => {
    const { mealWindow, minimumWorkAroundMealMinutes, maximumPhoneMinutes, stepMinutes, restMinutes } =
      sampleContract.breaks;
    let count = 0;
    for (const [index, planned] of content.days.entries()) {
      for (const candidate of changeCandidates(content, sampleContract, sampleStaff, index)) {
        count += 1;
        const before = planned.shifts.find(({ staffId }) => staffId === candidate.staffId)!;
        const after = candidate.day.shifts.find(({ staffId }) => staffId === candidate.staffId)!;
        const [first, last] = [parseTime(before.start), parseTime(before.end)];
        expect(before).to.include({ role: 'operator', standby: false });
        const grown = Math.abs(after.startMinute - first) + Math.abs(after.endMinute - last);
        const isLonger = candidate.kind === 'earlierStart' || candidate.kind === 'laterEnd';
        expect(grown).to.equal(isLonger ? 30 : 0);
        const others = after.breaks.filter(
          (entry) => !before.breaks.some(({ start }) => parseTime(start) === entry.startMinute),
        );
        expect(others).to.have.lengthOf(isLonger ? (candidate.addedRest === null ? 0 : 1) : 1);
        for (const entry of others) expect(entry.startMinute % stepMinutes).to.equal(0);
        const marks = [
          after.startMinute,
          ...after.breaks.flatMap(({ startMinute, endMinute }) => [startMinute, endMinute]),
          after.endMinute,
        ];
        expect(marks).to.deep.equal(marks.toSorted((one, other) => one - other));
        for (let mark = 0; mark < marks.length; mark += 2) {
          expect(marks[mark + 1]! - marks[mark]!).to.be.within(0, maximumPhoneMinutes);
        }
        for (const { kind, startMinute, endMinute } of after.breaks) {
          if (kind === 'rest') expect(endMinute - startMinute).to.equal(restMinutes);
          else {
            expect(startMinute).to.be.at.least(mealWindow.start);
            expect(endMinute).to.be.at.most(mealWindow.end);
            expect(startMinute - after.startMinute).to.be.at.least(minimumWorkAroundMealMinutes);
            expect(after.endMinute - endMinute).to.be.at.least(minimumWorkAroundMealMinutes);
          }
        }
        const { limits } = content.staff.find(({ id }) => id === candidate.staffId)!;
        if (isLonger) expect(workedMinutes(after)).to.be.at.most(limits.maximumDailyMinutes);
      }
    }
    expect(count).to.be.greaterThan(500);
  });
});

describe('gainedCalls', () => {
  it('is the mean of paired differences with its normal interval', () => {
    const before = { offered: new Float64Array(4), answered: Float64Array.of(10, 20, 30, 40) };
    const after = { offered: new Float64Array(4), answered: Float64Array.of(11, 20, 32, 41) };
    // Differences 1, 0, 2, 1: mean 1, sample variance 2/3, standard error √(1/6).
    const gain = gainedCalls(before, after);
    expect(gain.mean).to.equal(1);
    expect(gain.high95 - gain.mean).to.be.closeTo(1.959963984540054 * Math.sqrt(1 / 6), 1e-12);
    expect(gain.mean - gain.low95).to.be.closeTo(gain.high95 - gain.mean, 1e-12);
  });
});
