import { expect } from 'chai';
import { SekisuError } from '../../src/errors.ts';
import {
  parseDriversCsv,
  parseOrigins,
  parseSeriesCsv,
  parseSeriesMailingsCsv,
  parseSpecialDaysCsv,
} from '../../src/files/series.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const refused = (act: () => unknown): SekisuError => {
  try {
    act();
  } catch (error) {
    if (error instanceof SekisuError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('parseSeriesCsv', () => {
  const parse = (rows: string) => parseSeriesCsv(bytes(`interval_start,offered\n${rows}`), 'history.csv');

  it('reads days and intervals in order of time, without those that have no value', () => {
    const rows = parse('2024-05-02T09:30:00,7\n2024-05-02T09:00:00,3.5\n2024-05-01,12\n2024-05-03 10:00,\n');
    expect(rows.map(({ date, minute, offered }) => `${date} ${minute} ${offered}`)).to.deep.equal([
      '2024-05-01 0 12',
      '2024-05-02 540 3.5',
      '2024-05-02 570 7',
    ]);
  });

  for (const [what, rows, column, line] of [
    ['a negative count', '2024-05-01,-3', 'offered', 2],
    ['a text', '2024-05-01,3\n2024-05-02,many', 'offered', 3],
    ['a day that is none', '2024-02-30,3', 'interval_start', 2],
    ['a start given twice', '2024-05-01T00:00:00,3\n2024-05-02,4\n2024-05-01,5', 'interval_start', 4],
  ] as const) {
    it(`refuses ${what}, saying where`, () => {
      const error = refused(() => parse(rows));
      expect(error.code).to.equal('file.bad-row');
      expect(error.details).to.include({ file: 'history.csv', column, line });
    });
  }

  it('refuses a file without the column', () => {
    const error = refused(() => parseSeriesCsv(bytes('interval_start,calls\n2024-05-01,3\n'), 'history.csv'));
    expect(error.code).to.equal('file.missing-column');
  });
});

describe('parseSpecialDaysCsv', () => {
  it('reads what was known ahead and nothing else', () => {
    const text =
      'date,type,note\n2024-05-01,special,fair\n2024-05-02,anomaly,outage\n2024-05-03,closed,holiday\n';
    const days = parseSpecialDaysCsv(bytes(text), 'calendar.csv');
    expect(days.map(({ date, name }) => `${date} ${name}`)).to.deep.equal(['2024-05-01 fair']);
  });
});

describe('parseSeriesMailingsCsv', () => {
  it('reads batches without a stated response, and refuses letters that are no whole number', () => {
    const head = 'posting_date,letters,type\n';
    const [batch] = parseSeriesMailingsCsv(bytes(`${head}2024-05-01,1200,notice\n`), 'mailings.csv');
    expect({ ...batch, postedOn: String(batch!.postedOn) }).to.deep.equal({
      postedOn: '2024-05-01',
      letters: 1200,
      kind: 'notice',
      callsPerLetter: null,
      opensOn: null,
    });
    expect(
      refused(() => parseSeriesMailingsCsv(bytes(`${head}2024-05-01,-5,notice\n`), 'm.csv')).code,
    ).to.equal('file.bad-row');
  });
});

describe('parseDriversCsv', () => {
  it('reads the named columns, several rows of a day added up, negative values too', () => {
    const text =
      'interval_start,bookings,other,index\n2024-05-01T09:00:00,3,x,-1.5\n2024-05-01T10:00:00,4,y,\n';
    const drivers = parseDriversCsv(bytes(text), 'drivers.csv', ['bookings', 'index']);
    expect(drivers.map(({ name, values }) => [name, [...values.values()]])).to.deep.equal([
      ['bookings', [7]],
      ['index', [-1.5]],
    ]);
  });

  it('refuses a column that is not there', () => {
    const error = refused(() => parseDriversCsv(bytes('date,a\n2024-05-01,1\n'), 'drivers.csv', ['b']));
    expect(error.code).to.equal('file.missing-column');
  });
});

describe('parseOrigins', () => {
  it('reads a date a line and refuses others with their line', () => {
    expect(parseOrigins('\uFEFF2024-05-01\r\n\n2024-05-08\n', 'o.txt').map(String)).to.deep.equal([
      '2024-05-01',
      '2024-05-08',
    ]);
    expect(refused(() => parseOrigins('2024-05-01\nsoon\n', 'o.txt')).details).to.include({
      line: 2,
      value: 'soon',
    });
  });
});
