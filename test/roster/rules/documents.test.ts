import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { optionsOn } from '../../../src/roster/index.ts';
import { mealBreak } from '../../../src/roster/rules/breaks.ts';
import { weeklyRest } from '../../../src/roster/rules/days-off.ts';
import {
  approvedEmployer,
  cityClosedDay,
  clientDirection,
  holidayTable,
  managerial,
  mayGoOn,
  records,
} from '../../../src/roster/rules/documents.ts';
import { dailyHours, weeklyHours } from '../../../src/roster/rules/hours.ts';
import {
  datesFrom,
  day,
  demandOf,
  labour,
  labourRecord,
  pastMonths,
  person,
  ruleContext,
  rulesOf,
  shift,
  shiftsOn,
} from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';

describe('managerial', () => {
  const long = shift('OP01', '8:00-20:00');
  const shifts = shiftsOn(long, ...datesFrom('2024-05-01', 14));
  const staff = [person({ labour: labour({ isManagerial: true }) })];

  it('informs of who is planned as 管理監督者, whom no limit of hours, breaks and days off holds', () => {
    const context = ruleContext({ staff, shifts });
    const found = managerial(context);
    expect(rulesOf(found)).to.deep.equal(['I labour.managerial']);
    expect(found[0]!.text.ja).to.include('41条2号').and.to.include('業務責任者');
    for (const rule of [dailyHours, weeklyHours, mealBreak, weeklyRest]) {
      expect(rule(context)).to.deep.equal([]);
      expect(rule(ruleContext({ shifts }))).not.to.deep.equal([]);
    }
  });

  it('is off unless the staff file says so, and silent about who has no duty', () => {
    expect(managerial(ruleContext({ shifts }))).to.deep.equal([]);
    expect(managerial(ruleContext({ staff }))).to.deep.equal([]);
  });
});

describe('records', () => {
  const found = (...months: readonly string[]) =>
    records(
      ruleContext({
        record: labourRecord({
          pastMonths: pastMonths(Object.fromEntries(months.map((month) => [month, {}]))),
        }),
      }),
    );

  it('asks about months without a published plan between those with one', () => {
    expect(found('2024-02', '2024-03', '2024-04')).to.deep.equal([]);
    const gap = found('2024-01', '2024-02', '2024-04');
    expect(rulesOf(gap)).to.deep.equal(['W labour.records']);
    expect(gap[0]!.text.ja).to.include('2024-03 の').and.to.include('109条・143条');
    expect(found('2024-02')[0]!.text.ja).to.include('2024-03, 2024-04');
  });

  it('asks nothing before the first known month, nor where none is known', () => {
    expect(found('2024-04')).to.deep.equal([]);
    expect(found()).to.deep.equal([]);
    expect(records(ruleContext({}))).to.deep.equal([]);
  });

  it('keeps records for three years for now, to the day', () => {
    expect(mayGoOn(day('2024-05-31')).toString()).to.equal('2027-05-31');
    expect(mayGoOn(day('2024-02-29')).toString()).to.equal('2027-02-28');
    const old = (month: string) =>
      records(
        ruleContext({
          month: YearMonth.parse(month),
          record: labourRecord({ pastMonths: pastMonths({ '2024-01': {}, '2027-02': {} }) }),
        }),
      )[0]!.text.ja;
    expect(old('2027-03')).to.include('2024-03').and.not.include('2024-02,');
  });
});

describe('holidayTable', () => {
  it('refuses a month of a year without known holidays, where they close the centre', () => {
    const found = (year: number, contract = sampleContract) =>
      holidayTable(ruleContext({ month: YearMonth.of(year, 5), contract }));
    expect(found(2024)).to.deep.equal([]);
    const far = found(2999);
    expect(rulesOf(far)).to.deep.equal(['H labour.holiday-table']);
    expect(far[0]!.text.ja).to.include('2999 年').and.to.include('祝日法3条');
    const open = {
      ...sampleContract,
      opening: { ...sampleContract.opening, closedOnNationalHolidays: false },
    };
    expect(found(2999, open)).to.deep.equal([]);
  });
});

describe('cityClosedDay', () => {
  it('informs of open weekends, holidays and days of the year’s end', () => {
    const demands = [
      '2024-12-28',
      '2024-12-27',
      '2024-12-29',
      '2024-12-31',
      '2025-01-03',
      '2025-01-06',
      '2024-11-04',
      '2024-11-05',
    ].map((date) => demandOf(day(date), 1));
    const found = cityClosedDay(ruleContext({ demands }));
    expect(found.map(({ date }) => String(date))).to.deep.equal([
      '2024-12-28',
      '2024-12-29',
      '2024-12-31',
      '2025-01-03',
      '2024-11-04',
    ]);
    expect(rulesOf(found)[0]).to.equal('I contract.city-closed-day');
    expect(found[0]!.text.ja).to.include('地方自治法4条の2');
  });
});

describe('clientDirection', () => {
  it('refuses people whom the city employs', () => {
    const shifts = shiftsOn(shift('OP01', '9:00-12:00'), '2024-05-08', '2024-05-09');
    const found = (employer: string) =>
      clientDirection(ruleContext({ staff: [person({ employer })], shifts }));
    const refused = found(sampleContract.city.name.ja);
    expect(rulesOf(refused)).to.deep.equal(['H people.client-direction']);
    expect(refused[0]!.text.ja).to.include('告示37号').and.to.include('2024-05-08');
    expect(found('株式会社見本コンタクト')).to.deep.equal([]);
  });
});

describe('approvedEmployer', () => {
  const dates = ['2024-05-08', '2024-05-09', '2024-05-10'] as const;
  const shifts = shiftsOn(shift('OP01', '9:00-12:00'), ...dates);
  const approvedFrom = (approvedOn: string | null) => ({
    ...sampleContract,
    service: {
      ...sampleContract.service,
      subcontractors: [
        {
          name: '見本サポート合同会社',
          part: '電話受付',
          approvedOn: approvedOn === null ? null : day(approvedOn),
        },
      ],
    },
  });
  const datesOf = (employer: string, contract = sampleContract) =>
    approvedEmployer(ruleContext({ contract, staff: [person({ employer })], shifts })).map(({ date }) =>
      String(date),
    );

  it('refuses every duty until the city has approved the employer, from that day on none', () => {
    expect(datesOf('見本サポート合同会社')).to.deep.equal([...dates]);
    expect(datesOf('見本サポート合同会社', approvedFrom(null))).to.deep.equal([...dates]);
    expect(datesOf('見本サポート合同会社', approvedFrom('2024-05-09'))).to.deep.equal(['2024-05-08']);
    expect(datesOf('別の会社', approvedFrom('2024-04-01'))).to.deep.equal([...dates]);
    const [refused] = approvedEmployer(
      ruleContext({ staff: [person({ employer: '見本サポート合同会社' })], shifts }),
    );
    expect(refused).to.include({ rule: 'people.unapproved-employer', level: 'H', staffId: 'OP01' });
    expect(refused!.text.ja).to.include('見本サポート合同会社').and.to.include('第3章5');
  });

  it("lets the contractor's own people work, and leaves the city's to the other rule", () => {
    for (const name of Object.values(sampleContract.contractor.name)) {
      expect(datesOf(` ${name} `)).to.deep.equal([]);
    }
    expect(datesOf(sampleContract.city.name.ja)).to.deep.equal([]);
  });

  it('are given nothing to do by the generator', () => {
    const optionsOf = (employer: string, contract = sampleContract) =>
      dates.map((date) =>
        optionsOn(person({ employer }), { date: day(date), startMinute: 540, endMinute: 1035 }, contract),
      );
    const unapproved = optionsOf('見本サポート合同会社', approvedFrom('2024-05-09'));
    expect(unapproved.map(({ obstacle }) => obstacle)).to.deep.equal(['unapproved', null, null]);
    expect(unapproved[0]).to.include({ canStandBy: false }).and.to.have.property('patterns').that.is.empty;
    const city = optionsOf(sampleContract.city.name.ja);
    expect(city.every(({ obstacle }) => obstacle === 'unapproved')).to.equal(true);
  });
});
