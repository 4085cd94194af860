import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { type Audience, type StaffingPlanReport, staffingPlanReport } from '../../src/report/index.ts';
import { buildPlan, type PlanOptions, sampleContract, sampleNames } from '../build/plan.ts';
import { confirmedEvents, signOff } from '../build/sign-off.ts';

const issuedOn = LocalDate.of(2024, 4, 22);

function reportOf(
  audience: Audience,
  options: PlanOptions = {},
  events: readonly ReturnType<typeof signOff>[] = [],
): StaffingPlanReport {
  return staffingPlanReport({
    contract: sampleContract,
    plan: buildPlan(options),
    events,
    audience,
    issuedOn,
  });
}

/** Full names that are no part of the sample's other texts. */
const operatorNames = fc.uniqueArray(
  fc
    .tuple(
      fc.constantFrom('髙橋', '山﨑', '𠮷田', '田中', '渡邉', '佐伯', '小野寺'),
      fc.constantFrom(' ', '　', ''),
      fc.constantFrom('陽子', '健一', 'さくら', '(仮)恵', '誠二', '真理子', '翔太'),
    )
    .map((parts) => parts.join('')),
  { minLength: 10, maxLength: 10, selector: (name) => name.replace(/\s/gu, '') },
);

describe('staffingPlanReport', () => {
  it('names no operator anywhere on the copy for the city, not even inside free text', () => {
    fc.assert(
      fc.property(operatorNames, fc.nat(9), (names, index) => {
        const told = names[index]!.replace(/\s/gu, '');
        const report = reportOf(
          'city',
          {
            names: [...names, ...sampleNames.slice(-3)],
            override: { date: '2024-05-27', calls: 48, reason: `${told}が市の担当と確認` },
            findings: [
              {
                rule: 'cover.seats',
                level: 'W',
                where: told,
                text: `${told}さん`,
                textEn: told,
                why: '',
                whyEn: '',
              },
            ],
          },
          [signOff({ comment: `${names[index]} の研修後` })],
        );
        const text = JSON.stringify(report).replace(/\s|\u3000/gu, '');
        for (const name of names) expect(text).not.to.include(name.replace(/\s/gu, ''));
        for (const name of sampleNames.slice(-3)) expect(text).to.include(name.replace(/\s/gu, ''));
      }),
      { numRuns: 10 },
    );
  });

  it('names everybody on the internal copy', () => {
    const text = JSON.stringify(reportOf('internal'));
    for (const name of sampleNames) expect(text).to.include(name);
  });

  it('shows why somebody is off on the internal copy alone', () => {
    const cellsOf = (audience: Audience): string[] =>
      reportOf(audience).roster.rows.flatMap((row) => row.cells.map((cell) => cell.text));
    expect(cellsOf('internal')).to.include.members(['有', '不', '休']);
    expect(cellsOf('city')).not.to.include.members(['有']);
    expect(cellsOf('city')).not.to.include.members(['不']);
    expect(cellsOf('city').filter((text) => text === '休')).to.have.length(
      cellsOf('internal').filter((text) => ['休', '有', '不'].includes(text)).length,
    );
  });

  it('keeps a finding on private matters from the city but says that there is one', () => {
    const findings = [
      {
        rule: 'labour.minor',
        level: 'H' as const,
        where: 'OP03',
        text: 'OP03 は18歳未満',
        textEn: 'x',
        why: '',
        whyEn: '',
      },
    ];
    const find = (audience: Audience) =>
      reportOf(audience, { findings }).findings.flatMap((group) => group.findings);
    expect(find('city')).to.have.length(1);
    expect(JSON.stringify(find('city'))).not.to.include('OP03');
    expect(find('internal')[0]!.text).to.equal('OP03 は18歳未満');
  });

  it('keeps wages, care, leave and income from the city too', () => {
    const rules = [
      'labour.idle-allowance-yen',
      'labour.care-leave',
      'labour.five-days-leave',
      'labour.income-130',
    ];
    const findings = rules.map((rule) => ({
      rule,
      level: 'W' as const,
      where: 'OP03',
      text: 'OP03 の時給',
      textEn: 'x',
      why: '',
      whyEn: '',
    }));
    const texts = reportOf('city', { findings }).findings.flatMap((group) =>
      group.findings.map(({ text, where }) => [text, where]),
    );
    expect(texts).to.deep.equal(rules.map(() => [null, '']));
  });

  it('has a group of checks without findings, and one more for rules of no known group', () => {
    const report = reportOf('city', {
      findings: [{ rule: 'new.rule', level: 'I', where: '', text: 'x', textEn: 'x', why: '', whyEn: '' }],
    });
    expect(report.findings.find(({ group }) => group === 'labour')!.findings).to.deep.equal([]);
    expect(report.findings.at(-1)!.group).to.equal('other');
    expect(reportOf('city').findings.map(({ group }) => group)).not.to.include('other');
  });

  it('writes dates of the document in the Japanese calendar', () => {
    const { document } = reportOf('city');
    expect(document.issuedOn).to.equal('令和6年4月22日');
    expect(document.month).to.equal('令和6年5月');
    expect(document.fiscalYear).to.equal('令和6年度');
    expect(document.number).to.equal('松マ予計-2024-05');
    expect(document.shortHash).to.equal(document.contentSha256.slice(0, 16));
  });

  it('leaves the boxes blank until somebody approves, and tells when the city has confirmed', () => {
    const blank = reportOf('city').approvals;
    expect([...blank.contractor, ...blank.city].map(({ approval }) => approval)).to.deep.equal(
      Array.from({ length: 6 }, () => null),
    );
    expect(blank.confirmedAt).to.equal(null);
    const { approvals } = reportOf('city', { state: 'confirmed' }, confirmedEvents);
    expect(approvals.city.at(-1)).to.deep.equal({
      step: '課長',
      isPassedOver: false,
      // The box says who signs.
      approval: { name: '佐藤 三郎', role: '', date: '令和6年4月24日', time: '16:05' },
    });
    expect(approvals.city.map(({ isPassedOver }) => isPassedOver)).to.deep.equal(
      approvals.city.map(({ approval }) => approval === null),
    );
    expect(approvals.confirmedAt).to.equal('令和6年4月24日 16:05');
    expect(approvals.comments.map(({ text }) => text)).to.deep.equal(['連休明けの体制を確認しました。']);
  });

  it('lists a return with its reason and confirms nothing', () => {
    const { approvals } = reportOf('city', { state: 'returned' }, [
      signOff({ side: 'city', action: 'returned', comment: '21日の昼を見直してください。' }),
    ]);
    expect(approvals.comments).to.have.length(1);
    expect(approvals.comments[0]!.isReturn).to.equal(true);
    expect(approvals.confirmedAt).to.equal(null);
  });

  it('counts a run of short intervals as one shortage and marks its cells', () => {
    const report = reportOf('city', { shortDays: ['2024-05-20', '2024-05-21', '2024-05-27'] });
    const marked = report.seats.rows.flatMap((row) => row.cells).filter((cell) => cell?.shortage != null);
    expect(report.summary.isCovered).to.equal(false);
    expect(report.seats.shortages.length).to.be.within(1, marked.length);
    expect(report.summary.firstShortage).to.deep.equal(report.seats.shortages[0]);
    expect(marked.every((cell) => /^−[1-9]/.test(cell!.shortage!))).to.equal(true);
  });

  it('has one row per person and one column per day of the month, closed days apart', () => {
    const { roster } = reportOf('city');
    expect(roster.rows.map(({ code }) => code).slice(0, 4)).to.deep.equal(['MG01', 'SV01', 'SV02', 'OP01']);
    expect(roster.days).to.have.length(31);
    expect(roster.days.filter(({ isClosed }) => isClosed)).to.have.length(10);
    expect(roster.days[5]!.closedReason).to.equal('こどもの日 振替休日');
    const worked = roster.rows.reduce((sum, row) => sum + row.workDays, 0);
    expect(roster.totals.workDays).to.equal(worked);
    expect(roster.rows[0]!.workHours).to.equal((roster.rows[0]!.workDays * 7.75).toFixed(1));
  });

  it('puts every bar and break inside the time line', () => {
    for (const sheet of reportOf('internal').daySheets) {
      for (const person of sheet.people) {
        for (const { leftPercent, widthPercent } of [person.bar, ...person.breaks]) {
          expect(leftPercent).to.be.at.least(0);
          expect(leftPercent + widthPercent).to.be.at.most(100.001);
        }
      }
    }
  });

  it('is the same for the same input', () => {
    expect(reportOf('city')).to.deep.equal(reportOf('city'));
  });
});
