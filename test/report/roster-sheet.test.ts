import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { type AbsentDay, type Audience, rosterSheet, staffingPlanReport } from '../../src/report/index.ts';
import { buildPlan, sampleContract, sampleNames } from '../build/plan.ts';

const plan = buildPlan();
const sheetFor = (audience: Audience, absent: readonly AbsentDay[] = []) =>
  rosterSheet(
    staffingPlanReport({
      contract: sampleContract,
      plan,
      events: [],
      audience,
      issuedOn: LocalDate.parse('2024-04-22'),
    }),
    (key, values = {}) => [key.split(':')[1], ...Object.values(values)].join(' '),
    absent,
  );

describe('rosterSheet', () => {
  const sheet = sheetFor('internal');
  const width = 2 + 31 + 3;
  const people = sheet.rows.slice(5, 5 + plan.staff.length);
  const rowOf = (code: string) => people.find(([first]) => first!.value === code)!;

  it('has every row as wide as the month with its edges', () => {
    for (const row of sheet.rows) {
      expect(row.reduce((sum, { columns = 1 }) => sum + columns, 0)).to.equal(width);
    }
    expect(sheet.columnLetters).to.have.lengthOf(width);
    expect(sheet).to.include({ paper: 'A3', fitsOnePage: true, frozenRows: 5, frozenColumns: 2 });
  });

  it('says month, version and hash, and whose copy it is', () => {
    const text = JSON.stringify(sheet.rows);
    expect(text).to.include('令和6年5月').and.include('print:version'.split(':')[1]!);
    expect(text).to.include('copy.internal').and.include(plan.contentSha256);
    expect(JSON.stringify(sheetFor('city').rows)).to.include('copy.city');
  });

  it('has codes in the cells: duties, standby, days off by kind, and a stroke where the centre is closed', () => {
    // 7 May is a leave of OP01; 3 to 6 May are holidays and a weekend.
    expect(rowOf('OP01')[2 + 6]).to.include({ value: '有', look: 'off' });
    expect(rowOf('OP02')[2 + 7]).to.include({ value: '不', look: 'off' });
    expect(rowOf('OP01')[2 + 2]).to.include({ value: '／', look: 'closed' });
    const shifts = plan.days[0]!.shifts;
    for (const { staffId, pattern, standby } of shifts) {
      expect(rowOf(staffId)[2]).to.include({ value: pattern, look: standby ? 'standby' : 'duty' });
    }
    // A closed weekday says so beside its name: Friday the 3rd; the Saturday after needs no word.
    expect(sheet.rows[4]![2 + 2]!.value).to.equal('金sheet.closedMark');
    expect(sheet.rows[4]![2 + 3]!.value).to.equal('土');
  });

  it('says who was away where the plan has no duty, on the internal copy alone', () => {
    const day = plan.days[0]!;
    const onDuty = day.shifts.find(({ role }) => role === 'operator')!.staffId;
    const free = plan.staff.find(({ id }) => day.shifts.every(({ staffId }) => staffId !== id))!.id;
    const absent = [free, onDuty].map((staffId) => ({ staffId, day: Number(day.date.slice(8)) }));
    const cellOf = (audience: Audience, code: string) => {
      const { rows } = sheetFor(audience, absent);
      return rows.find(([first]) => first!.value === code)![1 + Number(day.date.slice(8))]!.value;
    };
    expect(cellOf('internal', free)).to.equal('欠');
    expect(cellOf('city', free)).to.equal('休');
    expect(cellOf('internal', onDuty)).to.not.equal('欠');
    expect(JSON.stringify(sheetFor('internal', absent).rows)).to.include('欠 sheet.absent');
    expect(
      JSON.stringify(sheetFor('internal').rows) + JSON.stringify(sheetFor('city', absent).rows),
    ).not.to.include('欠');
  });

  it('has totals at the edges that agree with each other', () => {
    const numbers = (column: number) => people.map((row) => Number(row.at(column)!.value));
    const foot = sheet.rows[5 + plan.staff.length]!;
    for (const column of [-3, -2, -1]) {
      const sum = numbers(column).reduce((total, value) => total + value, 0);
      expect(Number(foot.at(column)!.value)).to.be.closeTo(sum, 0.06 * people.length);
    }
    const onDuty = plan.days[0]!.shifts.filter(({ role, standby }) => role === 'operator' && !standby);
    expect(foot[1]!.value).to.equal(onDuty.length);
  });

  it('names no operator and no kind of day off on the copy of the city', () => {
    const city = JSON.stringify(sheetFor('city').rows);
    for (const name of sampleNames.slice(0, 10)) expect(city).not.to.include(name);
    expect(city).to.include('佐々木 誠').and.not.include('"有"').and.not.include('"不"');
    expect(JSON.stringify(sheet.rows)).to.include('𠮷田 さくら');
  });
});
