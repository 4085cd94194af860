import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CallersEstimate } from '../../src/app/estimate-callers.ts';
import { lognormal, streamOf } from '../../src/sample/random.ts';
import { runSekisu } from './run-sekisu.ts';

/** Calls of a centre with patience 180 s and handling times of 240 s, as a file of records. */
function drawnFile(calls: number): string {
  const random = streamOf('callers');
  const exponential = (mean: number): number => -mean * Math.log(1 - random.uniform());
  const rows = Array.from({ length: calls }, (_, index) => {
    const patience = exponential(180);
    const wait = random.uniform() < 0.4 ? 0 : exponential(60);
    const service = lognormal(random, 240, 0.8).toFixed(0);
    const ending = patience < wait ? '放棄,' : `応答,${service}`;
    const day = String(1 + (index % 28)).padStart(2, '0');
    return `2024-05-${day} 09:${String(index % 60).padStart(2, '0')}:30,${Math.min(patience, wait).toFixed(1)},${ending},booking`;
  });
  return ['着信日時,待ち秒数,結果,処理秒数,キュー', ...rows].join('\n');
}

describe('sekisu callers', () => {
  let folder: string;
  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sekisu-callers-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('finds as JSON what the calls were drawn with', async () => {
    const file = written('calls.csv', drawnFile(4000));
    const { code, stdout, stderr } = await runSekisu(['callers', '--file', file, '--json']);
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    const { calls, patience, handling, contract, ...rest } = JSON.parse(stdout) as CallersEstimate;
    expect(rest).to.deep.include({ file: 'calls.csv', firstArrival: '2024-05-01T09:00:30' });
    expect(calls).to.equal(4000);
    expect(patience.low95Seconds).to.be.below(180);
    expect(patience.high95Seconds).to.be.above(180);
    expect(patience.fit.verdict).to.equal('fair');
    expect(handling.all!.meanSeconds.low95).to.be.below(240);
    expect(handling.all!.meanSeconds.high95).to.be.above(240);
    expect(handling.queues.map(({ queueId }) => queueId)).to.deep.equal(['booking']);
    expect(handling.hours.map(({ hour }) => hour)).to.deep.equal([9]);
    expect(contract.patienceSeconds).to.equal(Math.round(patience.meanSeconds!));
    expect(contract.queues).to.deep.equal([
      { id: 'booking', ahtSeconds: Math.round(handling.all!.meanSeconds.value) },
    ]);
  });

  it('prints for people what to write into contract.json', async () => {
    const rows = [
      '2024-05-13 09:00:00,100,abandoned,,',
      '2024-05-13 10:00:00,200,answered,300,',
      '2024-05-14 10:00:00,3,abandoned,,',
    ];
    const file = written(
      'three.csv',
      `arrival,wait_seconds,outcome,service_seconds,queue\n${rows.join('\n')}`,
    );
    const { code, stdout } = await runSekisu(['callers', '--file', file]);
    expect(code).to.equal(0);
    // 303 s waited by all, two hang-ups.
    expect(stdout).to.match(/assumptions\.patienceSeconds +152\n/);
    expect(stdout).to.match(/queues\[\]\.ahtSeconds +300（全キュー/);
    expect(stdout).to.include('待ち限度 / patience').and.include('呼が少なく').and.include('too few calls');
    expect(stdout).to.match(/5秒以内の放棄.* 1（.*33\.3 %/);
    const wider = await runSekisu(['callers', '--file', file, '--at-once', '100']);
    expect(wider.stdout).to.match(/100秒以内の放棄.* 2（.*66\.7 %/);
  });

  it('keeps the contract’s patience when nobody hung up', async () => {
    const file = written('patient.csv', 'arrival,wait_seconds,outcome\n2024-05-13 09:00,10,answered\n');
    const { code, stdout } = await runSekisu(['callers', '--file', file]);
    expect(code).to.equal(0);
    expect(stdout).to.match(/assumptions\.patienceSeconds +—\n/);
    expect(stdout).to.include('nobody hung up');
  });

  it('refuses a bad row, a file without rows and one that is not there, each with exit code 2', async () => {
    const header = 'arrival,wait_seconds,outcome\n';
    for (const [path, sign] of [
      [written('bad.csv', `${header}2024-05-13 09:00,x,answered\n`), '[file.bad-row]'],
      [written('empty.csv', header), '[file.no-rows]'],
      [join(folder, 'nowhere.csv'), '[file.unreadable]'],
    ] as const) {
      const { code, stdout, stderr } = await runSekisu(['callers', '--file', path]);
      expect(code, sign).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.include(sign);
    }
  });

  for (const args of [
    [],
    ['--file', ''],
    ['--file', 'a', '--at-once', 'soon'],
    ['--file', 'a', 'b'],
    ['--out', 'a'],
  ]) {
    it(`refuses "callers ${args.join(' ')}"`, async () => {
      const { code, stderr } = await runSekisu(['callers', ...args]);
      expect(code).to.equal(2);
      expect(stderr).to.include('[command.invalid]');
    });
  }
});
