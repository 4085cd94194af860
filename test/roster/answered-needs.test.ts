import { expect } from 'chai';
import { answeredNeeds } from '../../src/roster/answered-needs.ts';
import { editedDays } from '../../src/roster/edit-roster.ts';
import { type DayDemand, emptyProfile } from '../../src/roster/index.ts';
import { day, demandOf, person, rosterDays, shift } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const date = day('2024-05-08');
const everySeat = Array.from({ length: 33 }, () => 1);
const need = (queueId: string, level: number) => ({ queueId, level, seats: everySeat });
const levels = (...entries: readonly (readonly [queueId: string, level: number, from: string | null])[]) => ({
  ...emptyProfile,
  skillLevels: entries.map(([queueId, level, from]) => ({
    queueId,
    level,
    trainedFrom: from === null ? null : day(from),
  })),
});

describe('answeredNeeds', () => {
  const demand = {
    ...demandOf(date, 2),
    skilled: [need('booking', 1), need('booking', 3), need('enquiry', 1)],
  };

  it('names the needs whose level somebody has', () => {
    const skilled = person({
      skills: ['booking', 'enquiry'],
      profile: levels(['booking', 2, null], ['enquiry', 5, null]),
    });
    expect(answeredNeeds(skilled, demand)).to.deep.equal([0, 2]);
  });

  it('names none before the training', () => {
    const trainee = person({
      skills: ['booking', 'enquiry'],
      profile: levels(['booking', 3, null], ['enquiry', 1, '2024-05-09']),
    });
    expect(answeredNeeds(trainee, demand)).to.deep.equal([0, 1]);
  });

  it('names none where only the total is needed', () => {
    expect(answeredNeeds(person(), demandOf(date, 2))).to.deep.equal([]);
  });

  it('has an edited shift eat beside the only other one who answers a queue', () => {
    const staff = ['OP01', 'OP02', 'OP03'].map((id) =>
      person({ id, skills: id === 'OP03' ? ['booking'] : ['booking', 'enquiry'] }),
    );
    const other = shift('OP02', '8:45-17:15', {
      meal: '12:00-12:45',
      rests: ['9:40-9:50', '10:45-10:55', '13:40-13:50', '14:45-14:55', '15:50-16:00'],
    });
    const days = rosterDays({ '2024-05-08': [other, shift('OP03', '9:00-17:30')] });
    // Two are needed at any time but at noon, when nobody is.
    const requiredSeats = everySeat.map((_, interval) => (interval >= 12 && interval < 15 ? 0 : 2));
    const edit = { kind: 'assign', date, staffId: 'OP01', patternCode: '早' } as const;
    const isTogether = (skilled: DayDemand['skilled'] & {}): boolean => {
      const demands = [{ ...demandOf(date, 0), requiredSeats, skilled }];
      const { days: after } = editedDays({ contract: sampleContract, staff, days, demands }, edit);
      const { breaks } = after[0]!.shifts.find(({ staffId }) => staffId === 'OP01')!;
      return breaks.some((entry) =>
        other.breaks.some(
          ({ startMinute, endMinute }) => startMinute < entry.endMinute && entry.startMinute < endMinute,
        ),
      );
    };
    expect(isTogether([])).to.equal(true);
    expect(isTogether([need('enquiry', 1)])).to.equal(false);
  });
});
