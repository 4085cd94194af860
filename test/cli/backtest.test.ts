import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { drawnSeries, weekdaysFrom } from '../forecast/series/build.ts';
import { runSekisu } from './run-sekisu.ts';

const starts = [540, 570, 600, 630];
const series = drawnSeries({ known: 90, ahead: 0, slots: starts });
const dates = series.history.map(({ date }) => String(date));
const time = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${minute % 60 === 0 ? '00' : '30'}`;

/** The drawn series as a file, every value of a day changed by a function. */
function historyFile(change: (calls: number, day: number) => number): string {
  const rows = series.history.flatMap(({ date, slots }, day) =>
    slots.map(({ startMinute, calls }) => `${date}T${time(startMinute)}:00,${change(calls, day)}`),
  );
  return ['interval_start,offered', ...rows, ''].join('\n');
}

describe('sekisu backtest', () => {
  let folder: string;
  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const run = async (args: readonly string[]): Promise<string> => {
    const out = join(folder, 'out.csv');
    const { code, stderr } = await runSekisu(['backtest', ...args, '--out', out]);
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    return readFileSync(out, 'utf8');
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sekisu-backtest-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('writes a row per origin and day ahead, days summed from intervals', async () => {
    const history = written(
      'history.csv',
      historyFile((calls) => calls),
    );
    const origins = written('origins.txt', `${dates[60]}\n${dates[80]}\n`);
    const csv = await run([
      '--history',
      history,
      '--level',
      'daily',
      '--origins',
      origins,
      '--horizon',
      '12',
    ]);
    const [header, ...rows] = csv.trim().split('\n');
    expect(header).to.equal('origin,interval_start,mean,lo80,hi80,lo95,hi95');
    // Twelve days after the first origin, the nine that are left after the second.
    expect(rows.map((row) => row.split(',').slice(0, 2).join(' '))).to.deep.equal([
      ...dates.slice(61, 73).map((date) => `${dates[60]} ${date}T00:00:00`),
      ...dates.slice(81).map((date) => `${dates[80]} ${date}T00:00:00`),
    ]);
    for (const row of rows) {
      const [mean, low80, high80, low95, high95] = row.split(',').slice(2).map(Number);
      expect(mean).to.be.within(15, 80);
      expect([low95! <= low80!, low80! <= mean!, mean! <= high80!, high80! <= high95!]).to.not.include(false);
    }
  });

  it('looks at no value after an origin', async () => {
    const letters = weekdaysFrom(dates[2]!, 80).filter((_, index) => index % 9 === 0);
    const mailings = written(
      'mailings.csv',
      `posting_date,letters,type\n${letters.map((date) => `${date},500,notice`).join('\n')}\n`,
    );
    const calendar = written(
      'calendar.csv',
      `date,type,note\n${dates[30]},special,fair\n${dates[64]},special,fair\n`,
    );
    const drivers = written(
      'drivers.csv',
      `date,visits\n${dates.map((date, index) => `${date},${index % 4}`).join('\n')}\n`,
    );
    const origins = written('one.txt', dates[60]!);
    const known = [
      '--origins',
      origins,
      '--calendar',
      calendar,
      '--mailings',
      mailings,
      '--drivers',
      drivers,
    ];
    const rest = [
      ...known,
      '--known-ahead',
      'visits',
      '--level',
      '30min',
      '--horizon',
      '10',
      '--season',
      '5',
    ];
    const all = await run([
      '--history',
      written(
        'all.csv',
        historyFile((calls) => calls),
      ),
      ...rest,
    ]);
    const zeros = written(
      'zeros.csv',
      historyFile((calls, day) => (day > 60 ? 0 : calls)),
    );
    expect(await run(['--history', zeros, ...rest])).to.equal(all);
    expect(all.trim().split('\n')).to.have.length(1 + 10 * starts.length);
  });

  it('refuses bad files, each with exit code 2 and its code', async () => {
    const good = written(
      'good.csv',
      historyFile((calls) => calls),
    );
    const origins = written('good.txt', dates[60]!);
    for (const [history, origin, sign] of [
      [written('negative.csv', 'interval_start,offered\n2024-05-01,-2\n'), origins, '[file.bad-row]'],
      [
        written('twice.csv', 'interval_start,offered\n2024-05-01,2\n2024-05-01,3\n'),
        origins,
        '[file.bad-row]',
      ],
      [written('empty.csv', 'interval_start,offered\n'), origins, '[file.no-rows]'],
      [good, written('early.txt', '1999-01-01'), '[input.invalid]'],
      [good, join(folder, 'nowhere.txt'), '[file.unreadable]'],
    ] as const) {
      const args = [
        '--history',
        history,
        '--level',
        'daily',
        '--origins',
        origin,
        '--out',
        join(folder, 'no.csv'),
      ];
      const { code, stdout, stderr } = await runSekisu(['backtest', ...args]);
      expect(code, sign).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.include(sign);
    }
    const nowhere = join(folder, 'no', 'such', 'folder.csv');
    const args = ['--history', good, '--level', 'daily', '--origins', origins, '--out', nowhere];
    expect((await runSekisu(['backtest', ...args])).stderr).to.include('[file.unwritable]');
  });

  for (const args of [
    [],
    ['--history', 'a', '--origins', 'b', '--out', 'c'],
    ['--history', 'a', '--origins', 'b', '--out', 'c', '--level', 'weekly'],
    ['--history', 'a', '--origins', 'b', '--out', 'c', '--level', 'daily', '--drivers', 'd'],
    ['--history', 'a', '--origins', 'b', '--out', 'c', '--level', 'daily', '--known-ahead', 'd'],
    ['--level', 'daily', '--season', '9'],
    ['--level', 'daily', '--horizon', '0'],
    ['--weather', 'fine'],
  ]) {
    it(`refuses "backtest ${args.join(' ')}"`, async () => {
      const { code, stderr } = await runSekisu(['backtest', ...args]);
      expect(code).to.equal(2);
      expect(stderr).to.match(/\[(command\.invalid|file\.unreadable)\]/);
    });
  }
});
