import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { minutesFormat } from '../../../src/plan/minutes.ts';
import { careerRecordBody, yearsText } from '../../../src/report/documents/career-record.ts';
import { emergencyPlanBody } from '../../../src/report/documents/emergency-plan.ts';
import { handoverBody } from '../../../src/report/documents/handover.ts';
import { minutesBody } from '../../../src/report/documents/minutes.ts';
import { openingPlanBody, openingText } from '../../../src/report/documents/opening-plan.ts';
import { organisationBody } from '../../../src/report/documents/organisation.ts';
import { day } from '../../build/roster.ts';
import { sampleContract, sampleStaff } from '../../build/sample.ts';

const start = sampleContract.term.start;
const operators = sampleStaff.filter(({ role }) => role === 'operator');

/** A body as its form reads it. */
// biome-ignore lint/suspicious/noExplicitAny: a body is JSON of a shape of its own
const plain = (body: object): any => body;

/** None of a document's words names an operator. */
function expectNoOperator(body: object): void {
  const text = JSON.stringify(body);
  for (const { name } of operators) expect(text).not.to.include(name);
}

describe('openingPlanBody', () => {
  const on = (issuedOn: string) =>
    plain(
      openingPlanBody({
        contract: sampleContract,
        staff: sampleStaff,
        firstPlan: null,
        issuedOn: day(issuedOn),
      }),
    );

  it('tells the state of every task as of the day of issue', () => {
    const states = (issuedOn: string) => on(issuedOn).tasks.map(({ state }: { state: string }) => state);
    expect(new Set(states('2024-02-20'))).to.deep.equal(new Set(['未着手']));
    expect(new Set(states('2024-04-01'))).to.deep.equal(new Set(['完了']));
    expect(on('2024-04-01').progress).to.include({ percent: 100, late: 0 });
    expect(states('2024-03-20')).to.include.members(['完了', '進行中', '未着手']);
  });

  it('calls a task late whose end is over while it is not done', () => {
    const [task, ...others] = sampleContract.service.preparation;
    const preparation = [{ ...task!, doneOn: null }, ...others];
    const contract = { ...sampleContract, service: { ...sampleContract.service, preparation } };
    const body = plain(
      openingPlanBody({
        contract,
        staff: sampleStaff,
        firstPlan: null,
        issuedOn: day('2024-03-05'),
      }),
    );
    expect(body.tasks[0].state).to.equal('遅れ');
    expect(body.progress.late).to.be.at.least(1);
  });

  it('places everybody of the opening day, operators by code, and keeps bars within the line', () => {
    const body = on('2024-03-01');
    expect(body.people.map(({ count }: { count: string }) => count)).to.deep.equal(['1 人', '2 人', '10 人']);
    expectNoOperator(body);
    for (const { left, width } of body.tasks) expect(left + width).to.be.at.most(100.01);
  });

  it('leaves out who is of an employer without approval', () => {
    const staff = sampleStaff.map((person) =>
      person.id === 'OP01' ? { ...person, employer: '見本サポート合同会社' } : person,
    );
    const body = plain(
      openingPlanBody({
        contract: sampleContract,
        staff,
        firstPlan: null,
        issuedOn: start,
      }),
    );
    expect(body.people[2]).to.include({ count: '9 人' });
    expect(body.people[2].who).not.to.include('OP01');
  });
});

describe('openingText', () => {
  it('says weekdays, hours, days of the month and closures', () => {
    expect(openingText(sampleContract)).to.equal(
      '月・火・水・木・金 9:00～17:15（国民の祝日、年末年始を除く）',
    );
    const monthlyDays = [{ nth: 2, weekday: 'SUN' as const, open: 510, close: 1035 }];
    const opening = { ...sampleContract.opening, monthlyDays };
    expect(openingText({ ...sampleContract, opening })).to.include('第2日曜日 8:30～17:15');
  });
});

describe('organisationBody', () => {
  it('has the chain with names of managers and supervisors and codes of operators', () => {
    const body = organisationBody(sampleContract, sampleStaff, start);
    expectNoOperator(body);
    expect(JSON.stringify(body)).to.include('坂口 隆').and.to.include('藤原 誠').and.to.include('OP10');
    expect(body['emergency']).to.have.length(sampleContract.service.emergency.contacts.length);
  });
});

describe('emergencyPlanBody', () => {
  it('covers every hour of opening with the least crew', () => {
    const body = plain(emergencyPlanBody(sampleContract, sampleStaff, start));
    expect(body.hours).to.have.length(9);
    expect(body.hours[0]).to.include({ time: '9:00～10:00', phone: '2 人', onDuty: '3 人' });
    expect(body.hours[8]).to.include({ time: '17:00～17:15' });
    expect(body.hours[3].relief).to.include('食事');
    expectNoOperator(body);
  });
});

describe('careerRecordBody', () => {
  const supervisor = sampleStaff.find(({ id }) => id === 'SV02')!;

  it('counts full years and months of experience at the date', () => {
    expect(yearsText(day('2020-07-01'), day('2024-04-01'))).to.equal('3年9か月');
    expect(careerRecordBody(sampleContract, supervisor, start)).to.include({
      experience: '3年9か月',
      isMet: true,
    });
  });

  it('says where the experience is too short, and that the post changed', () => {
    const changed = { ...supervisor, managementSince: day('2024-03-01'), startsOn: day('2024-10-01') };
    const body = careerRecordBody(sampleContract, changed, day('2024-10-01'));
    expect(body).to.include({ isMet: false, experience: '0年7か月' });
    expect(body['occasion']).to.include('変更');
  });
});

describe('minutesBody', () => {
  const typed = {
    title: '定例報告',
    heldOn: '2024-05-24',
    place: '戸籍住民課',
    contractorAttendees: ['坂口 隆'],
    cityAttendees: ['山田 一郎'],
    topics: [{ topic: '配置', discussion: '髙橋 美咲の件', decision: '続ける' }],
  };

  it('writes what was typed in, operators by code', () => {
    const minutes = minutesFormat.parse(typed);
    const body = minutesBody(sampleContract, minutes, (text) => text.replaceAll('髙橋 美咲', 'OP01'));
    expect(body).to.include({ heldOn: '令和6年5月24日（金）', plan: null, opening: null });
    expectNoOperator(body);
  });

  it('names the plan and the agreed day that it records', () => {
    const date = LocalDate.of(2024, 5, 18);
    const reason = { ja: '臨時開所', en: 'Extra day' };
    const exceptions = [{ date, hours: { open: 540, close: 720 }, reason, agreedOn: date }];
    const contract = { ...sampleContract, opening: { ...sampleContract.opening, exceptions } };
    const plan = { month: '2024-05', version: 3 };
    const minutes = minutesFormat.parse({ ...typed, plan, openingDate: '2024-05-18' });
    const body = minutesBody(contract, minutes, (text) => text);
    expect(body['plan']).to.equal('人員配置計画書（令和6年5月分）第3版');
    expect(body['opening']).to.equal('令和6年5月18日　9:00～12:00（臨時開所）');
  });

  it('refuses minutes without topic, people or day', () => {
    for (const wrong of [{ topics: [] }, { cityAttendees: [] }, { heldOn: '2024-02-30' }, { title: ' ' }]) {
      expect(minutesFormat.safeParse({ ...typed, ...wrong }).success).to.equal(false);
    }
  });
});

describe('handoverBody', () => {
  it('counts documents by name and how many the city confirmed', () => {
    const document = { name: '業務日報', about: '', number: '1', version: 2, contentSha256: 'a'.repeat(64) };
    const body = handoverBody({
      contract: sampleContract,
      date: sampleContract.term.end,
      documents: [
        { ...document, state: 'confirmed' },
        { ...document, state: 'submitted' },
      ],
      data: [],
      openMatters: [],
    });
    expect(body['summary']).to.deep.equal([{ name: '業務日報', count: 2, confirmed: 1 }]);
    expect(body).to.include({ total: 2, totalConfirmed: 1, asOf: '令和7年3月31日' });
  });

  it('says of a confirmed plan how far its repairs were published', () => {
    const plan = {
      name: '人員配置計画書',
      about: '令和6年5月分',
      number: 'X',
      version: 1,
      contentSha256: 'a'.repeat(64),
    };
    const { documents } = plain(
      handoverBody({
        contract: sampleContract,
        date: sampleContract.term.end,
        documents: [
          { ...plan, state: 'confirmed', publishedTo: 5 },
          { ...plan, state: 'confirmed', publishedTo: null },
        ],
        data: [{ name: '入電履歴', format: 'CSV', rows: 15972 }],
        openMatters: [],
      }),
    );
    expect(documents[0]).to.include({ version: '第1版', state: '市確認済み', publishedTo: '第5版まで公開' });
    expect(documents[1].publishedTo).to.equal('');
  });
});
