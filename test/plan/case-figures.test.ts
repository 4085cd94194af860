import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { attendanceOf } from '../../src/plan/attendance.ts';
import type { CallCase } from '../../src/plan/call-cases.ts';
import { callSpread } from '../../src/plan/call-spread.ts';
import { caseFigures } from '../../src/plan/case-figures.ts';
import { buildPlan, sampleContract } from '../build/plan.ts';

const plan = buildPlan();
const day = plan.days[0]!;
const date = LocalDate.parse(day.date);
const call = (own: Partial<CallCase> = {}): CallCase => ({
  id: 'A',
  date,
  startMinute: 600,
  queueId: 'booking',
  staffId: 'OP01',
  venue: 'centre',
  reason: 'book',
  outcome: 'answered',
  isComplaint: false,
  handlingSeconds: 300,
  note: null,
  ...own,
});

describe('caseFigures', () => {
  const lost = { outcome: 'abandoned', staffId: null, venue: null, reason: null } as const;
  const figures = caseFigures(
    [
      call(),
      call({ outcome: 'escalated', isComplaint: true }),
      call(lost),
      call({ queueId: 'enquiry', reason: 'withdrawn', venue: null }),
    ],
    sampleContract,
  );

  it('counts each case once per side, those without a value and of a code that is gone apart', () => {
    const [booking, enquiry] = figures.queues;
    expect(booking).to.include({ queueId: 'booking', cases: 3 });
    expect(booking!.reasons[0]).to.deep.equal({ code: 'book', name: '予約', cases: 2, answered: 2 });
    expect(booking!.reasons.at(-1)).to.deep.equal({ code: null, name: null, cases: 1, answered: 0 });
    expect(enquiry!.reasons.at(-1)).to.include({ code: 'withdrawn', cases: 1 });
    const all = (counts: readonly { readonly cases: number }[]) =>
      counts.reduce((sum, { cases }) => sum + cases, 0);
    expect(all(figures.venues)).to.equal(4);
    expect(figures.queues.map(({ reasons }) => all(reasons))).to.deep.equal([3, 1]);
  });

  it('keeps escalations, lost calls and complaints apart', () => {
    expect(figures).to.include({ cases: 4, answered: 3, complaints: 1 });
    expect(figures.outcomes).to.include({ answered: 2, escalated: 1, abandoned: 1, automatic: 0 });
  });
});

describe('callSpread', () => {
  const operators = day.shifts.filter(({ role, standby }) => role === 'operator' && !standby);
  const onPhone = operators.filter(
    ({ start, end, breaks }) =>
      start <= '10:00' &&
      '10:00' < end &&
      !breaks.some((entry) => entry.start <= '10:00' && '10:00' < entry.end),
  );
  const ids = onPhone.map(({ staffId }) => staffId);

  it('is even when everybody there takes as many, and says how far it is from it otherwise', () => {
    const even = callSpread(
      ids.map((staffId) => call({ staffId })),
      [plan],
      [],
      ['booking', 'enquiry'],
    );
    expect(even.unevenFraction).to.be.closeTo(0, 1e-12);
    const one = callSpread(
      ids.map(() => call({ staffId: ids[0]! })),
      [plan],
      [],
      ['booking', 'enquiry'],
    );
    expect(one.unevenFraction).to.be.closeTo(1 - 1 / ids.length, 1e-12);
    expect(one.operators.reduce((sum, { evenCalls }) => sum + evenCalls, 0)).to.be.closeTo(ids.length, 1e-9);
    expect(one.operators[0]!.byQueue[0]).to.deep.equal({ queueId: 'booking', answered: ids.length });
  });

  it('asks nothing of somebody who was away', () => {
    const away = [{ date, staffId: ids[1]!, startMinute: 0, endMinute: 1440 }];
    const spread = callSpread([call({ staffId: ids[0]! })], [plan], away, ['booking']);
    expect(spread.operators.find(({ staffId }) => staffId === ids[1])).to.equal(undefined);
  });
});

describe('attendanceOf', () => {
  it('counts who was planned, away and there, and the least at the phone', () => {
    const operators = new Set(
      day.shifts.filter(({ role, standby }) => role === 'operator' && !standby).map(({ staffId }) => staffId),
    );
    const [none] = attendanceOf([day], [day], [], 2);
    expect(none).to.include({ planned: operators.size, absent: 0, present: operators.size });
    const gone = { date, staffId: [...operators][0]!, startMinute: 0, endMinute: 1440 };
    const [one] = attendanceOf([day], [day], [gone, { ...gone, staffId: 'SV01' }], 2);
    expect(one).to.include({ planned: operators.size, absent: 1, present: operators.size - 1 });
    expect(one!.leastOnPhone).to.be.at.most(none!.leastOnPhone);
    expect(attendanceOf([day], [day], [], 99)[0]!.shortMinutes).to.equal(495);
  });
});
