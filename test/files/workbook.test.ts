import { inflateRawSync } from 'node:zlib';
import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import readXlsxFile from 'read-excel-file/node';
import { shiftListSheet, writeWorkbook } from '../../src/files/index.ts';
import { rosterSheet, staffingPlanReport } from '../../src/report/index.ts';
import { buildPlan, sampleContract } from '../build/plan.ts';

const plan = buildPlan();

/** Text of an entry of a ZIP archive, found by the archive's directory at its end (PKWARE APPNOTE, 4.3). */
function entryOf(archive: Buffer, name: string): string {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = archive.readUInt32LE(end + 16);
  while (at < end) {
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = archive.readUInt32LE(at + 42);
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
      return (archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw new Error(`no ${name}`);
}

describe('writeWorkbook', () => {
  const report = staffingPlanReport({
    contract: sampleContract,
    plan,
    events: [],
    audience: 'internal',
    issuedOn: LocalDate.parse('2024-04-22'),
  });
  const roster = rosterSheet(report, (key) => key.replace(':', '.'));
  const list = shiftListSheet(plan, 'シフト一覧');

  it('is read by a spreadsheet cell by cell, days as days and numbers as numbers', async () => {
    const bytes = Buffer.from(await writeWorkbook([roster, list]));
    const sheets = await readXlsxFile(bytes);
    expect(sheets.map(({ sheet }) => sheet)).to.deep.equal([roster.name, 'シフト一覧']);
    const [read, rows] = sheets.map(({ data }) => data);
    for (const [index, row] of roster.rows.entries()) {
      const cells = row.flatMap(({ value, columns = 1 }) => [
        value === '' ? null : value,
        ...Array.from({ length: columns - 1 }, () => null),
      ]);
      expect(read![index], `row ${index}`).to.deep.equal(cells);
    }
    const shifts = plan.days.flatMap((day) => day.shifts.map((shift) => ({ date: day.date, ...shift })));
    expect(rows).to.have.lengthOf(shifts.length + 1);
    for (const [index, { date, staffId, pattern, start, end }] of shifts.entries()) {
      const cells = rows![index + 1]!;
      expect(cells[0]).to.be.instanceOf(Date);
      expect(new Date(Number(cells[0])).toISOString().slice(0, 10)).to.equal(date);
      expect([cells[2], cells[5], cells[6], cells[7]]).to.deep.equal([staffId, pattern, start, end]);
      expect(cells[11]).to.be.a('number');
    }
  });

  it('prints the roster on one sheet of A3 and the list on as many sheets of A4 as it takes', async () => {
    const bytes = Buffer.from(await writeWorkbook([roster, list]));
    const [first, second] = [1, 2].map((number) => entryOf(bytes, `xl/worksheets/sheet${number}.xml`));
    for (const xml of [first, second]) expect(xml).to.include('<pageSetUpPr fitToPage="1"/>');
    expect(first).to.match(
      /<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="1"\/>/,
    );
    expect(second).to.match(
      /<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/,
    );
    expect(first).to.include('<pane ySplit="5" xSplit="2" topLeftCell="C6"').and.include('state="frozen"');
  });

  it('takes no text for a formula', async () => {
    const named = { ...plan, staff: plan.staff.map((person) => ({ ...person, name: '=1+1' })) };
    const [sheet] = await readXlsxFile(Buffer.from(await writeWorkbook([shiftListSheet(named, 'x')])));
    expect(sheet!.data[1]![3]).to.equal('=1+1');
  });
});
