import { Instant } from '@js-joda/core';
import { expect } from 'chai';
import type { PlanDay } from '../../src/plan/format.ts';
import { ownReading, type PublishedShifts, type Reading, versionReadings } from '../../src/plan/readings.ts';

const duty = (staffId: string, start = '09:00'): PlanDay['shifts'][number] => ({
  staffId,
  role: 'operator',
  pattern: '早',
  start,
  end: '17:00',
  standby: false,
  breaks: [],
});
const version = (number: number, shifts: PlanDay['shifts']): PublishedShifts => ({
  version: number,
  days: [{ date: '2024-05-14', shifts }],
});
const at = Instant.parse('2024-05-01T00:00:00Z');
const read = (staffId: string, number: number, isWholeMonth = true): Reading => ({
  staffId,
  version: number,
  at: at.plusSeconds(number),
  isWholeMonth,
});

/** OP02 comes at another time in version 3, and as before in version 4. */
const versions = [
  version(1, [duty('OP02'), duty('OP01')]),
  version(3, [duty('OP01'), duty('OP02', '10:00')]),
  version(4, [duty('OP01'), duty('OP02')]),
];
const shown = (readings: readonly Reading[]) =>
  versionReadings(versions, readings).map(({ version: number, isFirst, people }) => ({
    number,
    isFirst,
    people: people.map(({ staffId, readAt }) => `${staffId} ${readAt?.toString().slice(17, 19) ?? '-'}`),
  }));

describe('versionReadings', () => {
  it('counts everybody on duty for the first, and those whose days changed for later ones', () => {
    expect(shown([])).to.deep.equal([
      { number: 1, isFirst: true, people: ['OP01 -', 'OP02 -'] },
      { number: 3, isFirst: false, people: ['OP02 -'] },
      { number: 4, isFirst: false, people: ['OP02 -'] },
    ]);
    expect(versionReadings(versions, [])[1]!.people[0]!.changes).to.have.lengthOf(1);
  });

  it('takes a later version that was read as a whole for those before it too, the first time counting', () => {
    expect(shown([read('OP02', 3), read('OP02', 4)]).map(({ people }) => people)).to.deep.equal([
      ['OP01 -', 'OP02 03'],
      ['OP02 03'],
      ['OP02 04'],
    ]);
  });

  it('takes a notice for its own version alone', () => {
    expect(shown([read('OP02', 3, false)]).map(({ people }) => people)).to.deep.equal([
      ['OP01 -', 'OP02 -'],
      ['OP02 03'],
      ['OP02 -'],
    ]);
  });

  it('has nobody where nothing is published', () => {
    expect(versionReadings([], [])).to.deep.equal([]);
  });
});

describe('ownReading', () => {
  it('has nothing to compare with before the first reading', () => {
    expect(ownReading(versions, [], 'OP02')).to.deep.equal({ lastRead: null, changes: [], isUnread: true });
  });

  it('shows what is otherwise than in the version read last, to those whom it concerns', () => {
    const readings = [read('OP01', 1), read('OP02', 1)];
    const seen = ownReading(versions.slice(0, 2), readings, 'OP02');
    expect(seen).to.include({ lastRead: 1, isUnread: true });
    expect(seen.changes.map(({ before, after }) => [before[0]!.start, after[0]!.start])).to.deep.equal([
      ['09:00', '10:00'],
    ]);
    expect(ownReading(versions.slice(0, 2), readings, 'OP01')).to.deep.equal({
      lastRead: 1,
      changes: [],
      isUnread: false,
    });
  });

  it('asks for a reading though a change was taken back, and says that nothing is left of it', () => {
    expect(ownReading(versions, [read('OP02', 1)], 'OP02')).to.deep.equal({
      lastRead: 1,
      changes: [],
      isUnread: true,
    });
  });

  it('asks those without a duty for nothing', () => {
    expect(ownReading(versions, [], 'OP09').isUnread).to.equal(false);
  });
});
