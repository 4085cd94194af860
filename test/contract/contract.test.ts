import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { isInTerm, parseContract, patternOf, requireInTerm } from '../../src/contract/index.ts';
import { sampleContract, sampleContractJson } from '../build/sample.ts';
import { expectError } from '../files/sample-contract.ts';

// biome-ignore lint/suspicious/noExplicitAny: wrong values are set on purpose
type Change = (json: any) => void;

/** The error of the sample's contract with one change must name this place. */
function refused(path: string, change: Change, problem = ''): void {
  const json = sampleContractJson();
  change(json);
  const error = expectError(() => parseContract(json, 'c.json'), 'contract.invalid', {
    file: 'c.json',
    path,
  });
  expect(String(error.details['problem'])).to.include(problem);
}

const hours = { weekdays: ['SAT'], open: '09:00', close: '12:00' };
const exception = {
  date: '2024-05-11',
  hours: { open: '09:00', close: '12:00' },
  reason: { ja: '臨時', en: 'Extra' },
  agreedOn: '2024-04-01',
};

describe('parseContract', () => {
  it('reads the sample', () => {
    expect(sampleContract.term.start.toString()).to.equal('2024-04-01');
    expect(sampleContract.opening.hours[0]).to.include({ open: 540, close: 1035 });
    expect(sampleContract.minimumOperators).to.equal(2);
    expect(sampleContract.target).to.include({ fraction: 0.9, measure: 'answerRate', period: 'month' });
  });

  it('accepts a Saturday opening, an exception and midnight as an end', () => {
    const json = sampleContractJson();
    json.opening.hours.push(hours);
    json.opening.exceptions.push(exception, { ...exception, date: '2024-05-18', hours: null });
    json.opening.exceptions.push({
      ...exception,
      date: '2024-05-25',
      hours: { open: '18:00', close: '24:00' },
    });
    const contract = parseContract(json, 'c.json');
    expect(contract.opening.exceptions[2]!.hours).to.deep.equal({ open: 1080, close: 1440 });
  });

  it('takes a contract without the agreements that were added later as one that has none of them', () => {
    const { labour } = sampleContract;
    expect(labour.agreements.overtime36Terms).to.deep.equal({
      specialClause: false,
      yearStartsInMonth: 4,
      holidayDaysPerMonth: 0,
    });
    expect(labour.agreements).to.include({
      yearlyVariableHours: null,
      variableHours: null,
      hourlyLeave: null,
    });
    expect(labour).to.include({
      fourWeekRestStartsOn: null,
      mayStaggerBreaks: false,
      insuredEmployees: null,
      shiftTable: null,
    });
  });

  it('reads agreements and deadlines, and refuses what they cannot say', () => {
    const json = sampleContractJson();
    Object.assign(json.labour.agreements, {
      overtime36Terms: { specialClause: true, yearStartsInMonth: 10, holidayDaysPerMonth: 2 },
      variableHours: { concludedOn: '2024-03-15', startsOn: '2024-04-21' },
      hourlyLeave: { concludedOn: '2024-03-15', daysPerYear: 5 },
    });
    json.labour.shiftTable = { wishesDaysBefore: 20, publishedDaysBefore: 10 };
    const { labour } = parseContract(json, 'c.json');
    expect(labour.agreements.variableHours?.startsOn.toString()).to.equal('2024-04-21');
    refused('labour.agreements.variableHours.startsOn', (changed) => {
      changed.labour.agreements.variableHours = { concludedOn: '2024-03-15', startsOn: '2024-04-29' };
    });
    refused('labour.agreements.hourlyLeave.daysPerYear', (changed) => {
      changed.labour.agreements.hourlyLeave = { concludedOn: '2024-03-15', daysPerYear: 6 };
    });
    refused('labour.agreements.overtime36Terms.yearStartsInMonth', (changed) => {
      changed.labour.agreements.overtime36Terms = {
        specialClause: true,
        yearStartsInMonth: 13,
        holidayDaysPerMonth: 0,
      };
    });
    refused('labour.shiftTable', (changed) => {
      changed.labour.shiftTable = { wishesDaysBefore: 5, publishedDaysBefore: 10 };
    });
  });

  it('refuses what is no contract at all', () => {
    for (const json of [null, 'text', [], 1]) {
      expectError(() => parseContract(json, 'c.json'), 'contract.invalid', { path: '(root)' });
    }
    expectError(() => parseContract({}, 'c.json'), 'contract.invalid', { path: 'format' });
  });

  it('refuses a wrong field and names its place', () => {
    refused('minimumOperators', (json) => {
      json.minimumOperators = -1;
    });
    refused('queues.1.ahtSeconds', (json) => {
      json.queues[1].ahtSeconds = 0;
    });
    refused('opening.hours.0.open', (json) => {
      json.opening.hours[0].open = '9:00';
    });
    refused('term.end', (json) => {
      json.term.end = '2025-02-29';
    });
    refused('intervalMinutes', (json) => {
      json.intervalMinutes = 20;
    });
    refused('target.measure', (json) => {
      json.target.measure = 'serviceLevel';
    });
    refused('title.ja', (json) => {
      json.title.ja = '';
    });
  });

  it('refuses days of the year that no year has', () => {
    for (const from of ['02-30', '04-31', '13-01', '00-10', '01-32']) {
      refused('opening.yearlyClosures.0.from', (json) => {
        json.opening.yearlyClosures[0].from = from;
      });
    }
    const json = sampleContractJson();
    json.opening.yearlyClosures[0].from = '02-29';
    expect(parseContract(json, 'c.json').opening.yearlyClosures[0]!.from.toString()).to.equal('--02-29');
  });

  it('refuses a share of all calls, which no number of seats reaches', () => {
    refused('target.fraction', (json) => {
      json.target.fraction = 1;
    });
    refused('assumptions.serviceLevel.answeredFraction', (json) => {
      json.assumptions.serviceLevel.answeredFraction = 1;
    });
  });

  const inconsistencies: readonly (readonly [string, string, string, Change])[] = [
    [
      'a term that ends before it begins',
      'term',
      'end < start',
      (json) => {
        json.term.end = '2024-03-31';
      },
    ],
    [
      'hours that end when they begin',
      'opening',
      'close <= open',
      (json) => {
        json.opening.hours[0].close = '09:00';
      },
    ],
    [
      'an exception that ends when it begins',
      'opening',
      'close <= open',
      (json) => {
        json.opening.exceptions.push({ ...exception, hours: { open: '12:00', close: '09:00' } });
      },
    ],
    [
      'hours that are no whole number of intervals',
      'intervalMinutes',
      'intervals',
      (json) => {
        json.opening.hours[0].close = '17:10';
      },
    ],
    [
      'a weekday with two openings',
      'opening.hours',
      'twice',
      (json) => {
        json.opening.hours.push({ ...hours, weekdays: ['MON'] });
      },
    ],
    [
      'two exceptions for one day',
      'opening.exceptions',
      'twice',
      (json) => {
        json.opening.exceptions.push(exception, { ...exception, hours: null });
      },
    ],
    [
      'a pattern that ends before it begins',
      'shiftPatterns.前',
      'end <= start',
      (json) => {
        json.shiftPatterns[2].end = '08:45';
      },
    ],
    [
      'a pattern with the code of a standby',
      'shiftPatterns.待',
      'standby',
      (json) => {
        json.shiftPatterns[2].code = '待';
      },
    ],
    [
      'two patterns with one code',
      'shiftPatterns',
      'twice',
      (json) => {
        json.shiftPatterns[3].code = '前';
      },
    ],
    [
      'a meal that is too short for the work',
      'shiftPatterns.早.mealMinutes',
      '34条',
      (json) => {
        json.shiftPatterns[0].mealMinutes = 30;
      },
    ],
    [
      'nine to six with 45 minutes',
      'shiftPatterns.遅.mealMinutes',
      '60 min',
      (json) => {
        json.shiftPatterns[1].end = '18:00';
      },
    ],
    [
      'a meal as long as the shift',
      'shiftPatterns.前.mealMinutes',
      'as long',
      (json) => {
        json.shiftPatterns[2].mealMinutes = 255;
      },
    ],
    [
      'a meal that fits nowhere in the window',
      'shiftPatterns.後.mealMinutes',
      'mealWindow',
      (json) => {
        json.shiftPatterns[4].mealMinutes = 45;
      },
    ],
    [
      'a meal window that ends before it begins',
      'breaks.mealWindow',
      'end <= start',
      (json) => {
        json.breaks.mealWindow = { start: '12:00', end: '11:00' };
        for (const pattern of json.shiftPatterns)
          Object.assign(pattern, { start: '10:00', end: '12:00', mealMinutes: 0 });
      },
    ],
    [
      'a usual meal time that ends before it begins',
      'breaks.usualMealTime',
      'end <= start',
      (json) => {
        json.breaks.usualMealTime = { start: '13:30', end: '13:30' };
      },
    ],
    [
      'a rest that is no multiple of the step',
      'breaks.restMinutes',
      'stepMinutes',
      (json) => {
        json.breaks.stepMinutes = 15;
      },
    ],
    [
      'a shift off the step',
      'shiftPatterns.中',
      'stepMinutes',
      (json) => {
        json.shiftPatterns[3].start = '10:01';
      },
    ],
    [
      'two queues with one id',
      'queues',
      'twice',
      (json) => {
        json.queues[1].id = 'booking';
      },
    ],
    [
      'on-call hours that end before they begin',
      'standby',
      'end <= start',
      (json) => {
        json.standby.end = '08:00';
      },
    ],
    [
      'a day without any calls',
      'assumptions.halfHourShares',
      '0',
      (json) => {
        json.assumptions.halfHourShares = [0, 0];
      },
    ],
  ];
  for (const [what, path, problem, change] of inconsistencies) {
    it(`refuses ${what}`, () => refused(path, change, problem));
  }

  it('refuses codes of cases that stand twice and a reason of no queue', () => {
    refused('service.reasons.book.queue', (json) => {
      json.service.reasons[0].queue = 'billing';
    });
    refused('service.venues', (json) => {
      json.service.venues[1].code = json.service.venues[0].code;
    });
    refused('service.reasons', (json) => {
      json.service.reasons[1].name = json.service.reasons[0].name;
    });
  });
});

describe('isInTerm', () => {
  it('holds for months that share a day with the term', () => {
    const json = sampleContractJson();
    json.term = { start: '2024-04-30', end: '2025-03-01' };
    const contract = parseContract(json, 'c.json');
    const months = [
      YearMonth.of(2024, 3),
      YearMonth.of(2024, 4),
      YearMonth.of(2025, 3),
      YearMonth.of(2025, 4),
    ];
    expect(months.map((month) => isInTerm(contract, month))).to.deep.equal([false, true, true, false]);
  });
});

describe('requireInTerm', () => {
  it('refuses a month outside with the term', () => {
    requireInTerm(sampleContract, YearMonth.of(2024, 4));
    expectError(() => requireInTerm(sampleContract, YearMonth.of(2025, 4)), 'month.outside-term', {
      month: '2025-04',
      start: '2024-04-01',
      end: '2025-03-31',
    });
  });
});

describe('patternOf', () => {
  it('finds a pattern by its code', () => {
    expect(patternOf(sampleContract, '遅')?.start).to.equal(540);
    expect(patternOf(sampleContract, '夜')).to.equal(undefined);
  });
});
