import { expect } from 'chai';
import { optionsOn } from '../../../src/roster/duty-options.ts';
import type { RestrictionKind } from '../../../src/roster/personal-labour.ts';
import { dailyHours, weeklyHours } from '../../../src/roster/rules/hours.ts';
import {
  careLeave,
  careOvertime,
  holidayRestriction,
  nightRestriction,
  nursingTime,
  shortHours,
} from '../../../src/roster/rules/restrictions.ts';
import {
  datesFrom,
  day,
  demandOf,
  labour,
  labourContract,
  labourRecord,
  pastMonths,
  person,
  range,
  ruleContext,
  rulesOf,
  shift,
  shiftsOn,
} from '../../build/roster.ts';

const restricted = (
  kind: RestrictionKind,
  from = '2024-05-08',
  to: string | null = '2024-05-09',
  minutes: number | null = null,
) =>
  person({
    labour: labour({
      restrictions: [{ kind, from: day(from), to: to === null ? null : day(to), minutes }],
    }),
  });
const days = ['2024-05-07', '2024-05-08', '2024-05-09', '2024-05-10'];
const datesOf = (found: readonly { readonly date: unknown }[]) => found.map(({ date }) => String(date));

describe('nightRestriction', () => {
  it('refuses the minute after 22:00 and before 5:00 on the days of the restriction, both ends included', () => {
    for (const kind of ['noNight', 'pregnant'] as const) {
      const staff = [restricted(kind)];
      for (const times of ['14:00-22:01', '4:59-9:00']) {
        const found = nightRestriction(
          ruleContext({ staff, shifts: shiftsOn(shift('OP01', times), ...days) }),
        );
        expect(datesOf(found), times).to.deep.equal(['2024-05-08', '2024-05-09']);
        expect(rulesOf(found)[0]).to.equal('H labour.night-restricted');
        expect(found[0]!.text.ja).to.include('66条3項').and.to.include('19条・20条');
      }
      for (const times of ['14:00-22:00', '5:00-9:00']) {
        const shifts = shiftsOn(shift('OP01', times), ...days);
        expect(nightRestriction(ruleContext({ staff, shifts })), times).to.deep.equal([]);
      }
    }
  });

  it('is no matter of other restrictions, nor of people on call', () => {
    const night = shiftsOn(shift('OP01', '14:00-23:00'), ...days);
    expect(nightRestriction(ruleContext({ staff: [restricted('noOvertime')], shifts: night }))).to.deep.equal(
      [],
    );
    const onCall = shiftsOn(shift('OP01', '14:00-23:00', { isStandby: true }), ...days);
    expect(nightRestriction(ruleContext({ staff: [restricted('noNight')], shifts: onCall }))).to.deep.equal(
      [],
    );
  });
});

describe('overtime of pregnant and caring people', () => {
  it('is refused on the days of the restriction even with a 36協定', () => {
    const long = shift('OP01', '9:00-18:01', { meal: '12:00-13:00' });
    for (const kind of ['pregnant', 'noOvertime'] as const) {
      const found = dailyHours(ruleContext({ staff: [restricted(kind)], shifts: shiftsOn(long, ...days) }));
      const refused = found.filter(({ rule }) => rule === 'labour.overtime-exempt');
      expect(datesOf(refused), kind).to.deep.equal(['2024-05-08', '2024-05-09']);
    }
  });

  it('is refused in a week whose last duty lies in the restriction', () => {
    const eight = shift('OP01', '9:00-18:00', { meal: '12:00-13:00' });
    const week = (last: string) => ({
      ...shiftsOn(eight, ...datesFrom('2024-05-13', 5)),
      [last]: [shift('OP01', '9:00-9:01')],
    });
    const staff = [restricted('noOvertime', '2024-05-18', null)];
    const found = weeklyHours(ruleContext({ staff, shifts: week('2024-05-18') }));
    expect(rulesOf(found)).to.include('H labour.overtime-exempt');
    const before = weeklyHours(ruleContext({ staff, shifts: week('2024-05-12') }));
    expect(rulesOf(before)).to.deep.equal(['W labour.weekly-hours']);
  });
});

describe('holidayRestriction', () => {
  it('refuses work on the statutory day off to who asked by 労基法66条2項', () => {
    const shifts = shiftsOn(shift('OP01', '9:00-12:00'), ...datesFrom('2024-05-05', 7));
    const found = holidayRestriction(
      ruleContext({ staff: [restricted('pregnant', '2024-05-01', null)], shifts }),
    );
    expect(rulesOf(found)).to.deep.equal(['H labour.holiday-restricted']);
    expect(datesOf(found)).to.deep.equal(['2024-05-11']);
    const six = shiftsOn(shift('OP01', '9:00-12:00'), ...datesFrom('2024-05-05', 6));
    expect(
      holidayRestriction(ruleContext({ staff: [restricted('pregnant', '2024-05-01', null)], shifts: six })),
    ).to.deep.equal([]);
    expect(
      holidayRestriction(ruleContext({ staff: [restricted('noNight', '2024-05-01')], shifts })),
    ).to.deep.equal([]);
  });
});

describe('shortHours', () => {
  it('holds at six hours and refuses a minute more, on the days of the restriction', () => {
    const staff = [restricted('shortHours')];
    const found = (end: string) =>
      shortHours(ruleContext({ staff, shifts: shiftsOn(shift('OP01', `9:00-${end}`), ...days) }));
    expect(found('15:00')).to.deep.equal([]);
    expect(datesOf(found('15:01'))).to.deep.equal(['2024-05-08', '2024-05-09']);
    expect(rulesOf(found('15:01'))[0]).to.equal('H labour.short-hours');
    expect(found('15:01')[0]!.text.ja).to.include('6.02 時間').and.to.include('23条');
  });

  it('holds at the hours that were agreed, the strictest of several', () => {
    const both = person({
      labour: labour({
        restrictions: [
          { kind: 'shortHours', from: day('2024-05-01'), to: null, minutes: null },
          { kind: 'shortHours', from: day('2024-05-08'), to: null, minutes: 300 },
        ],
      }),
    });
    const shifts = shiftsOn(shift('OP01', '9:00-14:01'), ...days);
    expect(datesOf(shortHours(ruleContext({ staff: [both], shifts })))).to.deep.equal(days.slice(1));
  });
});

describe('nursingTime', () => {
  const staff = [restricted('nursing', '2024-05-08', '2024-05-08')];
  const found = (times: string, rests: readonly string[] = []) =>
    nursingTime(
      ruleContext({ staff, shifts: shiftsOn(shift('OP01', times, { rests, meal: '12:00-12:45' }), ...days) }),
    );

  it('asks for twice thirty minutes beside the meal', () => {
    const eight = '9:00-17:45';
    const none = found(eight);
    expect(rulesOf(none)).to.deep.equal(['H labour.nursing-time']);
    expect(datesOf(none)).to.deep.equal(['2024-05-08']);
    expect(none[0]!.text.ja).to.include('0 分').and.to.include('60 分').and.to.include('67条');
    expect(found(eight, ['10:00-10:30', '15:00-15:30'])).to.deep.equal([]);
    expect(found(eight, ['10:00-10:30', '15:00-15:29'])).to.have.length(1);
    expect(found(eight, ['10:00-10:30'])).to.have.length(1);
  });

  it('takes a shift that is an hour shorter for it, or half an hour with one rest', () => {
    expect(found('9:00-16:45')).to.deep.equal([]);
    expect(found('9:00-16:46')).to.have.length(1);
    expect(found('9:00-17:15', ['10:00-10:30'])).to.deep.equal([]);
  });

  it('asks for one time in up to four hours of work', () => {
    const part = [{ ...staff[0]!, maximumDailyMinutes: 240 }];
    const four = (rests: readonly string[]) =>
      nursingTime(
        ruleContext({ staff: part, shifts: { '2024-05-08': [shift('OP01', '9:00-13:00', { rests })] } }),
      );
    expect(four([])[0]!.text.ja).to.include('30 分（');
    expect(four(['10:00-10:30'])).to.deep.equal([]);
  });
});

describe('careOvertime', () => {
  /** So many minutes of overtime on one day each of May. */
  const overtime = (...minutes: readonly number[]) =>
    Object.fromEntries(
      minutes.map((extra, index) => [
        `2024-05-${String(7 + 7 * index).padStart(2, '0')}`,
        [{ ...shift('OP01', '1:00-10:00', { meal: '4:00-5:00' }), endMinute: 600 + extra }],
      ]),
    );
  const found = (
    shifts: ReturnType<typeof overtime>,
    past: Parameters<typeof pastMonths>[0] = {},
    from = '2023-01-01',
  ) =>
    careOvertime(
      ruleContext({
        staff: [restricted('overtimeCap', from, null)],
        shifts,
        record: labourRecord({ pastMonths: pastMonths(past) }),
      }),
    );

  it('holds at 24 hours a month and refuses a minute more', () => {
    expect(found(overtime(720, 720))).to.deep.equal([]);
    const over = found(overtime(720, 720, 1));
    expect(rulesOf(over)).to.deep.equal(['H labour.care-overtime-month']);
    expect(over[0]!.text.ja).to.include('24.02 時間').and.to.include('17条・18条');
  });

  it('holds at 150 hours a year, of the months since it was asked for', () => {
    const past = Object.fromEntries(
      ['2023-11', '2023-12', '2024-01', '2024-02', '2024-03', '2024-04'].map((month) => [
        month,
        { overtime: 24 },
      ]),
    );
    expect(found(overtime(360), past)).to.deep.equal([]);
    const over = found(overtime(361), past);
    expect(rulesOf(over)).to.deep.equal(['H labour.care-overtime-year']);
    expect(over[0]!.text.ja).to.include('150.02 時間').and.to.include('過去 6 か月');
    expect(found(overtime(361), past, '2023-12-01')).to.deep.equal([]);
  });

  it('holds for the whole of a month in which the restriction holds on some days', () => {
    const staff = [restricted('overtimeCap', '2024-05-08', '2024-05-09')];
    expect(careOvertime(ruleContext({ staff, shifts: overtime(720, 720, 1) }))).to.have.length(1);
  });

  it('is no matter of who has not asked', () => {
    const shifts = overtime(720, 720, 720);
    expect(careOvertime(ruleContext({ shifts }))).to.deep.equal([]);
    expect(
      careOvertime(ruleContext({ shifts, staff: [restricted('overtimeCap', '2024-06-01', null)] })),
    ).to.deep.equal([]);
  });
});

describe('careLeave', () => {
  it('refuses a shift and a standby on a day of leave to care and through a longer leave', () => {
    const sick = person({ labour: labour({ careLeave: [day('2024-05-09')] }) });
    for (const duty of [shift('OP01', '9:00-12:00'), shift('OP01', '9:00-12:00', { isStandby: true })]) {
      const found = (staff: typeof sick) =>
        datesOf(careLeave(ruleContext({ staff: [staff], shifts: shiftsOn(duty, ...days) })));
      expect(found(sick)).to.deep.equal(['2024-05-09']);
      expect(found(restricted('absent'))).to.deep.equal(['2024-05-08', '2024-05-09']);
      expect(found(restricted('absent', '2024-05-09', null))).to.deep.equal(['2024-05-09', '2024-05-10']);
      expect(found(person())).to.deep.equal([]);
    }
  });
});

describe('optionsOn with restrictions', () => {
  const contract = labourContract({});
  const open = (date: string) => demandOf(day(date), 1, range('9:00-17:15'));
  /** Work of the longest pattern that is left, in minutes. */
  const longest = (staff: ReturnType<typeof person>, date = '2024-05-08') =>
    Math.max(
      0,
      ...optionsOn(
        { ...staff, patternCodes: ['早', '遅', '前', '中', '後'] },
        open(date),
        contract,
      ).patterns.map(({ start, end, mealMinutes }) => end - start - mealMinutes),
    );

  it('leaves what the restriction leaves, on its days only', () => {
    const usual = longest(person());
    expect(usual).to.be.greaterThan(360);
    expect(longest(restricted('shortHours')))
      .to.be.at.most(360)
      .and.greaterThan(0);
    expect(longest(restricted('shortHours'), '2024-05-10')).to.equal(usual);
    expect(longest(restricted('nursing'))).to.be.at.most(420);
    expect(longest(restricted('noOvertime'))).to.equal(usual);
  });

  it('places nobody who is on leave to care, and names no other reason', () => {
    const sick = person({ labour: labour({ careLeave: [day('2024-05-08')] }) });
    expect(optionsOn(sick, open('2024-05-08'), contract)).to.include({
      obstacle: 'careLeave',
      canStandBy: false,
    });
    expect(optionsOn(restricted('absent'), open('2024-05-08'), contract).obstacle).to.equal('careLeave');
    expect(optionsOn(sick, open('2024-05-09'), contract).obstacle).to.equal(null);
  });

  it('keeps patterns clear of leave by the hour and of the night', () => {
    const hourly = person({
      labour: labour({ hourlyLeave: [{ date: day('2024-05-08'), ...range('9:00-10:00') }] }),
    });
    expect(optionsOn(hourly, open('2024-05-08'), contract).obstacle).to.equal('unavailable');
    const night = { ...contract.shiftPatterns[0]!, code: '夜', start: 840, end: 1365 };
    const late = { ...contract, shiftPatterns: [night] };
    const staff = { ...restricted('noNight'), patternCodes: ['夜'] };
    expect(optionsOn(staff, open('2024-05-08'), late).obstacle).to.equal('noPattern');
    expect(optionsOn(staff, open('2024-05-10'), late).obstacle).to.equal(null);
  });
});
