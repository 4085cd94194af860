import { expect } from 'chai';
import {
  freeBreak,
  legalBreakMinutes,
  mealBreak,
  staggeredBreaks,
  vdtRest,
} from '../../../src/roster/rules/breaks.ts';
import { person, ruleContext, shift } from '../../build/roster.ts';
import { sampleContract } from '../../build/sample.ts';

const on = (entry: ReturnType<typeof shift>) => ruleContext({ shifts: { '2024-05-08': [entry] } });

describe('legalBreakMinutes', () => {
  it('asks for 45 minutes over six hours and 60 over eight, and for nothing at exactly six', () => {
    expect([359, 360, 361, 480, 481].map(legalBreakMinutes)).to.deep.equal([0, 0, 45, 45, 60]);
  });
});

describe('mealBreak', () => {
  it('refuses 9:00 to 18:00 with 45 minutes, because 8 hours 15 are worked', () => {
    const found = mealBreak(on(shift('OP01', '9:00-18:00', { meal: '12:00-12:45' })));
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ rule: 'labour.meal-break', level: 'H', staffId: 'OP01' });
    expect(found[0]!.text.ja).to.include('OP01 の 2024-05-08 の休憩が 45 分');
    expect(found[0]!.text.ja).to.include('8.25 時間').and.to.include('60 分以上').and.to.include('34条1項');
    expect(found[0]!.text.en).to.include('has 45 min').and.to.include('8.25 h').and.to.include('art. 34(1)');
  });

  it('accepts 9:00 to 17:15 with 45 minutes, and 9:00 to 18:00 with 60', () => {
    expect(mealBreak(on(shift('OP01', '9:00-17:15', { meal: '12:00-12:45' })))).to.deep.equal([]);
    expect(mealBreak(on(shift('OP01', '9:00-18:00', { meal: '12:00-13:00' })))).to.deep.equal([]);
  });

  it('refuses a meal that is a minute short', () => {
    expect(mealBreak(on(shift('OP01', '9:00-17:15', { meal: '12:00-12:44' })))).to.have.length(1);
    expect(mealBreak(on(shift('OP01', '9:00-17:45', { meal: '12:00-12:45' })))).to.deep.equal([]);
    expect(mealBreak(on(shift('OP01', '9:00-17:46', { meal: '12:00-12:45' })))).to.have.length(1);
  });

  it('needs no meal for exactly six hours, and one for six hours and a minute', () => {
    expect(mealBreak(on(shift('OP01', '10:00-16:00')))).to.deep.equal([]);
    expect(mealBreak(on(shift('OP01', '10:00-16:01')))).to.have.length(1);
  });

  it('counts no rest and no meal at the start or the end of the shift', () => {
    const rests = ['10:00-10:10', '11:00-11:10', '12:00-12:10', '13:00-13:10', '14:00-14:10'];
    expect(mealBreak(on(shift('OP01', '9:00-17:15', { rests })))).to.have.length(1);
    expect(mealBreak(on(shift('OP01', '9:00-17:15', { meal: '9:00-9:45' })))).to.have.length(1);
    expect(mealBreak(on(shift('OP01', '9:00-17:15', { meal: '16:30-17:15' })))).to.have.length(1);
  });

  it('looks at supervisors too, and not at people on call', () => {
    expect(mealBreak(on(shift('SV01', '9:00-17:15', { role: 'supervisor' })))).to.have.length(1);
    expect(mealBreak(on(shift('OP01', '8:45-17:30', { isStandby: true })))).to.deep.equal([]);
  });
});

describe('staggeredBreaks', () => {
  const shifts = {
    '2024-05-08': [
      shift('OP01', '9:00-17:15', { meal: '12:00-12:45' }),
      shift('OP02', '9:00-17:15', { meal: '13:00-13:45' }),
    ],
  };
  const labour = {
    ...sampleContract.labour,
    agreements: { ...sampleContract.labour.agreements, staggeredBreaks: null },
  };
  const contract = { ...sampleContract, labour };

  it('asks for the agreement when meals are taken in turns and none is on file', () => {
    const found = staggeredBreaks(ruleContext({ contract, shifts }));
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ rule: 'labour.staggered-breaks', level: 'W' });
    expect(found[0]!.text.ja).to.include('34条2項');
  });

  it('is silent with the agreement, or when all eat at once', () => {
    expect(staggeredBreaks(ruleContext({ shifts }))).to.deep.equal([]);
    const exempt = { ...contract, labour: { ...labour, mayStaggerBreaks: true } };
    expect(staggeredBreaks(ruleContext({ contract: exempt, shifts }))).to.deep.equal([]);
    const together = { '2024-05-08': shifts['2024-05-08'].slice(0, 1) };
    expect(staggeredBreaks(ruleContext({ contract, shifts: together }))).to.deep.equal([]);
  });
});

describe('vdtRest', () => {
  it('accepts sixty minutes on the phone and refuses sixty-one', () => {
    const rests = ['10:00-10:10', '11:10-11:20'];
    expect(vdtRest(on(shift('OP01', '9:00-12:20', { rests })))).to.deep.equal([]);
    const found = vdtRest(on(shift('OP01', '9:00-12:21', { rests })));
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ rule: 'labour.vdt-rest', level: 'W' });
    expect(found[0]!.range).to.deep.equal({ startMinute: 680, endMinute: 741 });
    expect(found[0]!.text.ja).to.include('11:20～12:21').and.to.include('61 分').and.to.include('60 分以内');
    expect(found[0]!.text.en).to.include('61 min').and.to.include('基発0712第3号');
  });

  it('counts a run before the first rest, and the meal as a rest', () => {
    const found = vdtRest(on(shift('OP01', '9:00-11:40', { meal: '10:05-10:50' })));
    expect(found.map((entry) => entry.range?.endMinute)).to.deep.equal([605]);
  });

  it('does not look at supervisors and people on call', () => {
    expect(vdtRest(on(shift('SV01', '9:00-17:15', { role: 'supervisor' })))).to.deep.equal([]);
    expect(vdtRest(on(shift('OP01', '8:45-17:30', { isStandby: true })))).to.deep.equal([]);
  });

  it('takes a pause under ten minutes for one inside the run', () => {
    expect(vdtRest(on(shift('OP01', '9:00-11:09', { rests: ['9:59-10:09'] })))).to.deep.equal([]);
    const found = vdtRest(on(shift('OP01', '9:00-11:09', { rests: ['10:00-10:09'] })));
    expect(found.map((entry) => entry.range)).to.deep.equal([{ startMinute: 540, endMinute: 669 }]);
  });
});

describe('freeBreak', () => {
  it('refuses to be on call in one’s own meal, up to its edges', () => {
    const work = shift('OP01', '9:00-17:15', { meal: '12:00-12:45' });
    const found = (times: string, staffId = 'OP01') =>
      freeBreak(
        ruleContext({
          staff: [person(), person({ id: 'OP02' })],
          shifts: { '2024-05-08': [work, shift(staffId, times, { isStandby: true })] },
        }),
      );
    expect(found('12:45-17:15')).to.deep.equal([]);
    expect(found('9:00-12:00')).to.deep.equal([]);
    expect(found('9:00-17:15', 'OP02')).to.deep.equal([]);
    const over = found('12:44-17:15');
    expect(over).to.have.length(1);
    expect(over[0]).to.include({ rule: 'labour.free-break', level: 'H', staffId: 'OP01' });
    expect(over[0]!.text.ja).to.include('12:00～12:45').and.to.include('34条3項');
  });
});
