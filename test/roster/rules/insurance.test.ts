import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { income106, income130, socialInsurance } from '../../../src/roster/rules/insurance.ts';
import type { StaffMember } from '../../../src/roster/staff.ts';
import {
  datesFrom,
  day,
  labour,
  labourContract,
  labourRecord,
  pastMonths,
  person,
  ruleContext,
  rulesOf,
  shift,
  shiftsOn,
} from '../../build/roster.ts';

const four = shift('OP01', '9:00-13:00');
/** Four hours on so many days of May 2024: 22 of them are 19.87 h a week, 23 are 20.77 h. */
const may = (days: number) => shiftsOn(four, ...datesFrom('2024-05-01', days));
const part = (changes: Partial<StaffMember> = {}, known: Parameters<typeof labour>[0] | null = null) =>
  person({
    employment: 'part',
    maximumWeeklyMinutes: 1199,
    ...changes,
    ...(known === null ? {} : { labour: labour(known) }),
  });

describe('socialInsurance', () => {
  const found = (days: number, staff = part(), contract = labourContract({})) =>
    socialInsurance(ruleContext({ contract, staff: [staff], shifts: may(days) }));

  it('asks to check who is planned for twenty hours a week on average without such a contract', () => {
    expect(found(22)).to.deep.equal([]);
    const over = found(23);
    expect(rulesOf(over)).to.deep.equal(['W labour.social-insurance']);
    expect(over[0]!.text.ja).to.include('20.77 時間').and.to.include('健康保険法3条');
    expect(found(31, part({ maximumWeeklyMinutes: 1200 }))).to.deep.equal([]);
  });

  it('speaks at exactly twenty hours and exactly 88,000 yen', () => {
    // Eighty hours in the 28 days of February.
    const february = (hourlyWageYen: number | null, minutes = 0) => {
      const last = { ...four, endMinute: four.endMinute - minutes };
      const shifts = { ...shiftsOn(four, ...datesFrom('2023-02-01', 19)), '2023-02-20': [last] };
      const staff = [part({}, { hourlyWageYen })];
      return socialInsurance(ruleContext({ month: YearMonth.of(2023, 2), staff, shifts }));
    };
    expect(february(null)).to.have.length(1);
    expect(february(null, 1)).to.deep.equal([]);
    expect(february(1100)).to.have.length(1);
    expect(february(1099)).to.deep.equal([]);
  });

  it('goes by the hours of the employment contract where they are known', () => {
    expect(found(31, part({ maximumWeeklyMinutes: 1800 }, { weeklyContractMinutes: 1199 }))).to.have.length(
      1,
    );
    expect(found(31, part({ maximumWeeklyMinutes: 1800 }, { weeklyContractMinutes: 1200 }))).to.deep.equal(
      [],
    );
  });

  it('leaves out students, contracts of two months or less, and a wage under 88,000 yen', () => {
    expect(found(23, part({}, { isStudent: true }))).to.deep.equal([]);
    const until = (endsOn: string) => part({ startsOn: day('2024-04-01'), endsOn: day(endsOn) });
    expect(found(23, until('2024-05-31'))).to.deep.equal([]);
    expect(found(23, until('2024-06-01'))).to.have.length(1);
    // 92 hours in the month.
    expect(found(23, part({}, { hourlyWageYen: 956 }))).to.deep.equal([]);
    expect(found(23, part({}, { hourlyWageYen: 957 }))).to.have.length(1);
  });

  it('leaves out employers of up to 100 insured, and of up to 50 from October 2024', () => {
    const employer = (insuredEmployees: number) => labourContract({ insuredEmployees });
    expect(found(23, part(), employer(100))).to.deep.equal([]);
    expect(found(23, part(), employer(101))).to.have.length(1);
    const october = (insuredEmployees: number) =>
      socialInsurance(
        ruleContext({
          contract: employer(insuredEmployees),
          month: YearMonth.of(2024, 10),
          staff: [part()],
          shifts: shiftsOn(four, ...datesFrom('2024-10-01', 23)),
        }),
      );
    expect(october(50)).to.deep.equal([]);
    expect(october(51)).to.have.length(1);
  });

  it('says so in the second month running', () => {
    const withPast = (hours: number, month = '2024-04') =>
      rulesOf(
        socialInsurance(
          ruleContext({
            staff: [part()],
            shifts: may(23),
            record: labourRecord({ pastMonths: pastMonths({ [month]: { worked: hours } }) }),
          }),
        ),
      );
    // April has thirty days: 86 hours are 20.07 a week, 85 are 19.83.
    expect(withPast(85)).to.deep.equal(['W labour.social-insurance']);
    expect(withPast(86)).to.deep.equal(['W labour.social-insurance-second']);
    expect(withPast(86, '2024-03')).to.deep.equal(['W labour.social-insurance']);
  });
});

describe('income106', () => {
  const found = (days: number, hourlyWageYen: number | null, changes: Parameters<typeof labour>[0] = {}) =>
    income106(ruleContext({ staff: [part({}, { hourlyWageYen, ...changes })], shifts: may(days) }));

  it('informs from nine tenths of 88,000 yen a month while the hours are under twenty', () => {
    // 22 days of four hours: 79,200 yen at 900.
    const near = found(22, 900);
    expect(rulesOf(near)).to.deep.equal(['I labour.income-106']);
    expect(near[0]!.text.ja)
      .to.include('約 79200 円')
      .and.to.include('88000 円')
      .and.to.include('19.87 時間');
    expect(found(22, 899)).to.deep.equal([]);
  });

  it('leaves it to the rule of twenty hours from there on, and is silent without a wage or for students', () => {
    expect(found(23, 1200)).to.deep.equal([]);
    expect(found(22, null)).to.deep.equal([]);
    expect(found(22, 1200, { isStudent: true })).to.deep.equal([]);
  });
});

describe('income130', () => {
  const found = (
    hourlyWageYen: number,
    past: Parameters<typeof pastMonths>[0] = {},
    staff: Partial<StaffMember> = {},
    contract = labourContract({}),
  ) =>
    income130(
      ruleContext({
        contract,
        staff: [part(staff, { hourlyWageYen })],
        shifts: may(20),
        record: labourRecord({ pastMonths: pastMonths(past) }),
      }),
    );

  it('warns from 1,300,000 yen a year by the mean of the known months, and informs from nine tenths', () => {
    // Eighty hours a month: 960 a year.
    expect(rulesOf(found(1354))).to.deep.equal(['I labour.income-130']);
    const over = found(1355);
    expect(rulesOf(over)).to.deep.equal(['W labour.income-130']);
    expect(over[0]!.text.ja).to.include('約 1300800 円').and.to.include('1 か月の計画');
    expect(rulesOf(found(1219))).to.deep.equal(['I labour.income-130']);
    expect(found(1218)).to.deep.equal([]);
    // 250 hours in three months are 1,000 a year.
    const busy = { '2024-03': { worked: 85 }, '2024-04': { worked: 85 } };
    expect(rulesOf(found(1300, busy))).to.deep.equal(['W labour.income-130']);
    expect(rulesOf(found(1299, busy))).to.deep.equal(['I labour.income-130']);
    // Two months of 40 hours and one of 80.
    const quiet = { '2024-03': { worked: 40 }, '2024-04': { worked: 40 } };
    expect(found(1355, quiet)).to.deep.equal([]);
    expect(found(2100, quiet)[0]!.text.ja).to.include('3 か月の計画');
  });

  it('is no matter of who is insured by their own contract', () => {
    expect(found(2000, {}, { maximumWeeklyMinutes: 1200 })).to.deep.equal([]);
    const small = labourContract({ insuredEmployees: 30 });
    expect(found(2000, {}, { maximumWeeklyMinutes: 1200 }, small)).to.have.length(1);
    expect(found(2000, {}, { maximumWeeklyMinutes: 1800 }, small)).to.deep.equal([]);
    expect(found(2000, {}, { employment: 'full' })).to.deep.equal([]);
  });
});
