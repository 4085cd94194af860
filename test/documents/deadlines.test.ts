import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { Contract } from '../../src/contract/index.ts';
import { type DueKind, deadlineState, deadlinesOf } from '../../src/documents/index.ts';
import { contract } from '../files/sample-contract.ts';

const nobody = { officers: [], misses: [] };

function dueOf(kind: DueKind, of: Contract = contract, grounds = nobody): Record<string, string> {
  return Object.fromEntries(
    deadlinesOf(of, grounds)
      .filter((deadline) => deadline.kind === kind)
      .map(({ subject, dueOn }) => [subject, dueOn.toString()]),
  );
}

function movingTo(onClosedDay: 'before' | 'after', reportDayOfNextMonth = 10): Contract {
  const deadlines = { ...contract.documents.deadlines, onClosedDay, reportDayOfNextMonth };
  return { ...contract, documents: { ...contract.documents, deadlines } };
}

describe('deadlines', () => {
  it('has completion reports on the 10th, on closed days the open day before; March after the term (A13)', () => {
    const due = dueOf('completionReport', movingTo('before'));
    expect(Object.keys(due)).to.have.length(12);
    // The 10th of August 2024 is a Saturday, of November a Sunday.
    expect(due).to.include({
      '2024-04': '2024-05-10',
      '2024-07': '2024-08-09',
      '2024-10': '2024-11-08',
      '2025-03': '2025-04-10',
    });
  });

  it('moves to the open day after where the contract says so', () => {
    // Monday 2024-08-12 is a holiday in lieu of Mountain Day.
    expect(dueOf('completionReport', movingTo('after'))).to.include({
      '2024-07': '2024-08-13',
      '2024-10': '2024-11-11',
    });
    expect(dueOf('performanceReport', movingTo('after', 5))).to.include({ '2024-04': '2024-05-07' });
  });

  it('has a daily report for each of the 243 open days by the next open day', () => {
    const due = dueOf('dailyReport');
    expect(Object.keys(due)).to.have.length(243);
    expect(due).to.include({ '2024-05-02': '2024-05-07', '2024-12-27': '2025-01-06' });
    expect(due).not.to.have.property('2024-05-03');
  });

  it('has what is due once before the opening, and career records at the start and on change', () => {
    const concludedOn = LocalDate.parse('2024-02-26');
    const concluded = { ...contract, service: { ...contract.service, concludedOn } };
    expect(dueOf('openingPlan', concluded)).to.deep.equal({ term: '2024-03-01' });
    expect(dueOf('emergencyPlan', concluded)).to.deep.equal({ term: '2024-03-29' });
    const never = { ...contract, service: { ...contract.service, concludedOn: null } };
    expect(dueOf('organisation', never)).to.deep.equal({ term: '2024-03-29' });
    const officers = [
      { id: 'MG01', startsOn: LocalDate.parse('2023-04-01') },
      { id: 'SV02', startsOn: LocalDate.parse('2024-10-01') },
      { id: 'SV03', startsOn: LocalDate.parse('2025-06-01') },
    ];
    expect(dueOf('careerRecord', contract, { officers, misses: [] } as never)).to.deep.equal({
      MG01: '2024-03-29',
      SV02: '2024-10-01',
    });
  });

  it('has plans in time before their month', () => {
    expect(dueOf('staffingPlan')).to.include({ '2024-04': '2024-03-25', '2024-09': '2024-08-23' });
  });

  it('never shows a late paper as done', () => {
    const deadline = { kind: 'dailyReport' as const, subject: 'x', dueOn: LocalDate.parse('2024-05-07') };
    const on = (day: string): LocalDate => LocalDate.parse(day);
    expect(deadlineState(deadline, null, on('2024-05-07'))).to.equal('open');
    expect(deadlineState(deadline, null, on('2024-05-08'))).to.equal('overdue');
    expect(deadlineState(deadline, on('2024-05-07'), on('2024-06-01'))).to.equal('done');
    expect(deadlineState(deadline, on('2024-05-08'), on('2024-06-01'))).to.equal('late');
  });
});
