import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { fairnessSection } from '../../src/report/index.ts';
import { fairnessLedger, type Shift } from '../../src/roster/index.ts';
import { people, rosterDays, shift } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const standby = (id: string): Shift => shift(id, '8:45-17:30', { isStandby: true });
const staff = people(2);
function section(shifts: Readonly<Record<string, readonly Shift[]>>) {
  const months = [{ month: YearMonth.of(2024, 5), days: rosterDays(shifts) }];
  const ledger = fairnessLedger({ contract: sampleContract, staff, months });
  return fairnessSection(sampleContract, ledger, staff, 'ja');
}

describe('fairnessSection', () => {
  it('says what lies farthest over a fair share, with its sign and one decimal', () => {
    const of = section({
      '2024-05-08': [standby('OP02')],
      '2024-05-09': [standby('OP02')],
      '2024-05-10': [standby('OP02')],
    })!;
    expect(of.farthest).to.include({ code: 'OP02', textKey: 'fairness:kind.standby', difference: '+1.5' });
    const cells = of.rows.map(
      ({ code, cells }) => [code, cells.find(({ kind }) => kind === 'standby')!] as const,
    );
    expect(cells.filter(([, cell]) => cell.isOver).map(([code]) => code)).to.deep.equal(['OP02']);
    expect(cells.filter(([, cell]) => cell.isUnder).map(([code]) => code)).to.deep.equal(['OP01']);
    expect(Object.fromEntries(cells)['OP01']).to.include({ count: 0, fairShare: '1.5', difference: '−1.5' });
  });

  it('marks one time and no less', () => {
    expect(section({ '2024-05-08': [standby('OP01')] })!.farthest).to.equal(null);
    const two = section({ '2024-05-08': [standby('OP01')], '2024-05-09': [standby('OP01')] })!;
    expect(two.farthest).to.include({ code: 'OP01', difference: '+1.0' });
  });

  it('has managers first, then supervisors, and nobody who was never there', () => {
    const of = section({ '2024-05-08': [] })!;
    expect(of.rows.map(({ code }) => code)).to.deep.equal(['MG01', 'SV01', 'SV02', 'OP01', 'OP02']);
    expect(of.rows[0]!.role).to.equal('総括管理責任者');
  });

  it('is nothing without a roster', () => {
    expect(section({})).to.equal(null);
  });
});
