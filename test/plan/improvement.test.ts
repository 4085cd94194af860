import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import {
  type ImprovementAct,
  improvementLacks,
  improvementState,
  isReportLate,
  reportDueOn,
} from '../../src/plan/improvement.ts';
import { sampleContract } from '../build/plan.ts';

const eventsOf = (...acts: ImprovementAct[]) =>
  acts.map((act, index) => ({ number: index + 1, at: index, by: 'u', byName: '見本', act }));
const reported: ImprovementAct = {
  kind: 'reported',
  date: '2024-05-15',
  time: '09:10',
  channel: 'phone',
  person: '戸籍住民課',
};
const cause: ImprovementAct = { kind: 'cause', text: '発送が重なった' };
const measure: ImprovementAct = { kind: 'measure', measure: 1, text: '昼に1席増やす', dueOn: '2024-05-20' };
const result: ImprovementAct = {
  kind: 'measureResult',
  measure: 1,
  doneOn: '2024-05-18',
  result: '昼の応答率 96 %',
};

describe('improvementState', () => {
  it('has the last word on each part and keeps measures in order', () => {
    const other: ImprovementAct = { kind: 'cause', text: '欠勤が2人' };
    const second: ImprovementAct = { ...measure, measure: 2, text: '研修' };
    const state = improvementState(eventsOf(cause, reported, measure, other, second, result));
    expect(state.cause).to.equal('欠勤が2人');
    expect(state.reported).to.include({ person: '戸籍住民課', byName: '見本' });
    expect(state.measures.map(({ text, done }) => [text, done?.doneOn ?? null])).to.deep.equal([
      ['昼に1席増やす', '2024-05-18'],
      ['研修', null],
    ]);
    expect(state.closed).to.equal(null);
  });
});

describe('improvementLacks', () => {
  it('says what is missing until everything is there', () => {
    const lacksOf = (...acts: ImprovementAct[]) => improvementLacks(improvementState(eventsOf(...acts)));
    expect(lacksOf()).to.deep.equal(['reported', 'cause', 'measure']);
    expect(lacksOf(reported, cause, measure)).to.deep.equal(['measureResult']);
    expect(lacksOf(reported, cause, measure, result)).to.deep.equal([]);
  });
});

describe('reportDueOn', () => {
  it('is the next open day, over a week-end and the holidays of May', () => {
    const dueOn = (text: string) => reportDueOn(sampleContract, LocalDate.parse(text)).toString();
    expect(dueOn('2024-05-14')).to.equal('2024-05-15');
    expect(dueOn('2024-05-17')).to.equal('2024-05-20');
    expect(dueOn('2024-05-02')).to.equal('2024-05-07');
  });
});

describe('isReportLate', () => {
  it('is late from the day after the due day, reported or not', () => {
    const due = LocalDate.parse('2024-05-15');
    const none = improvementState([]);
    expect(isReportLate(due, none, due)).to.equal(false);
    expect(isReportLate(due, none, due.plusDays(1))).to.equal(true);
    const told = improvementState(eventsOf(reported));
    expect(isReportLate(due, told, due.plusDays(30))).to.equal(false);
    expect(isReportLate(due.minusDays(1), told, due)).to.equal(true);
  });
});
