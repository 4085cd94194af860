import { expect } from 'chai';
import type { Shift } from '../../../src/roster/roster.ts';
import {
  changeConsent,
  idleAllowance,
  shiftTableDeadlines,
  variableChange,
} from '../../../src/roster/rules/published.ts';
import type { StaffMember } from '../../../src/roster/staff.ts';
import {
  day,
  labour,
  labourContract,
  labourRecord,
  person,
  rosterDays,
  ruleContext,
  rulesOf,
  shift,
} from '../../build/roster.ts';

type Shifts = Readonly<Record<string, readonly Shift[]>>;
const eight = shift('OP01', '9:00-18:00', { meal: '12:00-13:00' });
const six = shift('OP01', '9:00-15:00');
const onCall = shift('OP01', '8:45-18:30', { isStandby: true });
const variable = labourContract(
  {},
  { variableHours: { concludedOn: day('2024-03-15'), startsOn: day('2024-04-01') } },
);

/** A change from published shifts to others, both of days that the plan has. */
function changed(
  before: Shifts,
  after: Shifts,
  options: {
    readonly staff?: StaffMember;
    readonly today?: string;
    readonly settled?: readonly { readonly staffId: string; readonly date: string }[];
    readonly contract?: typeof variable;
  } = {},
) {
  const empty = Object.fromEntries(Object.keys({ ...before, ...after }).map((date) => [date, []]));
  const settled = (options.settled ?? []).map(({ staffId, date }) => ({ staffId, date: day(date) }));
  return ruleContext({
    staff: [options.staff ?? person()],
    shifts: { ...empty, ...after },
    record: labourRecord({
      published: { days: rosterDays({ ...empty, ...before }), settled },
      today: day(options.today ?? '2024-05-01'),
    }),
    ...(options.contract === undefined ? {} : { contract: options.contract }),
  });
}

describe('changeConsent', () => {
  it('asks once for a person whose published times change, naming the days', () => {
    const context = changed(
      { '2024-05-08': [eight], '2024-05-09': [eight], '2024-05-10': [eight] },
      { '2024-05-08': [six], '2024-05-10': [eight], '2024-05-13': [eight] },
    );
    const found = changeConsent(context);
    expect(rulesOf(found)).to.deep.equal(['W labour.change-consent']);
    expect(found[0]!.text.ja)
      .to.include('2024-05-08, 2024-05-09, 2024-05-13')
      .and.to.include('シフト制留意事項');
  });

  it('is silent where nothing is published, times stay, breaks move, or the day is over', () => {
    expect(changeConsent(ruleContext({ shifts: { '2024-05-08': [eight] } }))).to.deep.equal([]);
    const moved = shift('OP01', '9:00-18:00', { meal: '13:00-14:00' });
    expect(changeConsent(changed({ '2024-05-08': [eight] }, { '2024-05-08': [moved] }))).to.deep.equal([]);
    const today = (date: string) =>
      changeConsent(changed({ '2024-05-08': [eight] }, { '2024-05-08': [six] }, { today: date }));
    expect(today('2024-05-09')).to.deep.equal([]);
    expect(today('2024-05-08')).to.have.length(1);
  });

  it('takes being called from standby for agreed, within the hours on call only', () => {
    const called = (duty: Shift) =>
      changeConsent(changed({ '2024-05-08': [onCall] }, { '2024-05-08': [duty] }));
    expect(called(eight)).to.deep.equal([]);
    expect(called(shift('OP01', '8:00-12:00'))).to.have.length(1);
  });

  it('asks nothing of who agreed, was asked, or is away by themselves', () => {
    const cut = (staff: Partial<StaffMember>, settled: readonly { staffId: string; date: string }[] = []) =>
      changeConsent(changed({ '2024-05-08': [eight] }, {}, { staff: person(staff), settled }));
    expect(cut({})).to.have.length(1);
    expect(cut({ leave: [day('2024-05-08')] })).to.deep.equal([]);
    expect(cut({ labour: labour({ careLeave: [day('2024-05-08')] }) })).to.deep.equal([]);
    expect(cut({ endsOn: day('2024-05-07') })).to.deep.equal([]);
    expect(
      cut({ labour: labour({ agreedChanges: [{ date: day('2024-05-08'), ground: '' }] }) }),
    ).to.deep.equal([]);
    expect(cut({}, [{ staffId: 'OP01', date: '2024-05-08' }])).to.deep.equal([]);
    expect(cut({}, [{ staffId: 'OP02', date: '2024-05-08' }])).to.have.length(1);
    expect(cut({}, [{ staffId: 'OP01', date: '2024-05-09' }])).to.have.length(1);
  });
});

describe('variableChange', () => {
  const cut = (today: string, agreed: readonly string[] = [], after: Shifts = {}) => {
    const agreedChanges = agreed.map((ground) => ({ date: day('2024-05-08'), ground }));
    const staff = person({ labour: labour({ agreedChanges }) });
    const context = changed({ '2024-05-08': [eight] }, after, { staff, today, contract: variable });
    return rulesOf([...variableChange(context), ...changeConsent(context)]);
  };

  it('refuses to move or cut fixed hours once the period has begun', () => {
    expect(cut('2024-05-01')).to.deep.equal(['H labour.variable-change']);
    expect(cut('2024-05-01', [], { '2024-05-08': [six] })).to.deep.equal(['H labour.variable-change']);
    const later = shift('OP01', '10:00-19:00', { meal: '13:00-14:00' });
    expect(cut('2024-05-01', [], { '2024-05-08': [later] })).to.deep.equal(['H labour.variable-change']);
  });

  it('leaves it to agreement up to the day before 起算日', () => {
    expect(cut('2024-04-30')).to.deep.equal(['W labour.change-consent']);
  });

  it('needs consent with a ground, not consent alone', () => {
    expect(cut('2024-05-01', ['業務量の著しい変動'])).to.deep.equal([]);
    expect(cut('2024-05-01', [''])).to.deep.equal(['H labour.variable-change']);
  });

  it('leaves what is added to the rules of overtime, with consent', () => {
    const longer = shift('OP01', '8:30-19:00', { meal: '12:00-13:00' });
    expect(cut('2024-05-01', [], { '2024-05-08': [longer] })).to.deep.equal(['W labour.change-consent']);
  });

  it('does not look at people whose hours may not vary', () => {
    const staff = person({ birthDate: day('2007-01-01') });
    const context = changed({ '2024-05-08': [eight] }, {}, { staff, contract: variable });
    expect(variableChange(context)).to.deep.equal([]);
    expect(changeConsent(context)).to.have.length(1);
  });
});

describe('idleAllowance', () => {
  const staff = person({ labour: labour({ hourlyWageYen: 1200 }) });
  const found = (after: Shifts, who = staff) =>
    idleAllowance(changed({ '2024-05-08': [eight] }, after, { staff: who }));

  it('is sixty per cent of a day that is cut as a whole', () => {
    const whole = found({});
    expect(rulesOf(whole)).to.deep.equal(['W labour.idle-allowance-yen']);
    // 8 h × 1,200 yen × 0.6.
    expect(whole[0]!.text.ja).to.include('8 時間').and.to.include('約 5760 円').and.to.include('26条');
  });

  it('is what the wage earned leaves to sixty per cent of the whole day', () => {
    const part = (end: string) => found({ '2024-05-08': [shift('OP01', `9:00-${end}`)] })[0]!.text.ja;
    // 4 h earned of 4.8 h due, and nothing once 4 h 48 min are worked.
    expect(part('13:00')).to.include('4 時間').and.to.include('約 960 円');
    expect(part('13:47')).to.include('約 20 円');
    expect(part('13:48')).to.include('約 0 円');
  });

  it('names no yen without a wage, and is silent where no work is lost', () => {
    expect(rulesOf(found({}, person()))).to.deep.equal(['W labour.idle-allowance']);
    expect(found({ '2024-05-08': [shift('OP01', '10:00-19:00', { meal: '13:00-14:00' })] })).to.deep.equal(
      [],
    );
    expect(idleAllowance(changed({ '2024-05-08': [onCall] }, {}, { staff }))).to.deep.equal([]);
  });

  it('is due even where the person agreed, but not where they are away by themselves', () => {
    const agreedChanges = [{ date: day('2024-05-08'), ground: '閑散' }];
    expect(found({}, person({ labour: labour({ agreedChanges }) }))).to.have.length(1);
    expect(found({}, person({ leave: [day('2024-05-08')] }))).to.deep.equal([]);
    const away = { date: day('2024-05-08'), isoWeekday: null, startMinute: 0, endMinute: 1440 };
    expect(found({}, person({ unavailable: [away] }))).to.deep.equal([]);
  });
});

describe('shiftTableDeadlines', () => {
  const contract = labourContract({ shiftTable: { wishesDaysBefore: 20, publishedDaysBefore: 10 } });
  const found = (today: string | null, terms = contract, isPublished = false) =>
    shiftTableDeadlines(
      ruleContext({
        contract: terms,
        record: labourRecord({
          today: today === null ? null : day(today),
          published: isPublished ? { days: [], settled: [] } : null,
        }),
      }),
    );

  it('warns while wishes may come in, and once the day of publication is over', () => {
    expect(rulesOf(found('2024-04-11'))).to.deep.equal(['W labour.wishes-open']);
    expect(found('2024-04-12')).to.deep.equal([]);
    expect(found('2024-04-21')).to.deep.equal([]);
    const late = found('2024-04-22');
    expect(rulesOf(late)).to.deep.equal(['W labour.publication-late']);
    expect(late[0]!.text.ja).to.include('2024-04-21');
  });

  it('is silent without agreed days, without today, and once the table is out', () => {
    expect(found('2024-05-05', labourContract({}))).to.deep.equal([]);
    expect(found(null)).to.deep.equal([]);
    expect(found('2024-05-05', contract, true)).to.deep.equal([]);
  });
});
