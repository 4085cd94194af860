import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { ForecastParts } from '../../src/forecast/month-forecast.ts';
import { seasonOf } from '../../src/forecast/season.ts';
import { sampleContract } from '../build/sample.ts';

const date = LocalDate.of(2024, 5, 14);
const mailing = (day: number, letters: number, expectedOfKind?: string) => ({
  postedOn: LocalDate.of(2024, 5, day),
  announcedOn: LocalDate.of(2024, 4, 20),
  letters,
  kind: '交付通知書',
  callsPerLetter: 0.12,
  bookingOpensOn: null,
  dueOn: null,
  phoneFraction: 1,
  chanceFraction: 1,
  ...(expectedOfKind === undefined ? {} : { expectedOfKind }),
});

/** A day of a level of 40 calls with letters. */
function season(
  byMailing: ForecastParts['byMailing'],
  override: { readonly calls: number; readonly reason: string } | null = null,
) {
  const mailings = byMailing.reduce((sum, { calls }) => sum + calls, 0);
  const parts = { base: 40, level: 40, weekday: 0, season: 0, events: 0, mailings, byMailing };
  return seasonOf({
    contract: sampleContract,
    day: { date, startMinute: 540, endMinute: 1035 } as Parameters<typeof seasonOf>[0]['day'],
    calls: override?.calls ?? 40 + mailings,
    usualCalls: 35,
    parts,
    override: override === null ? null : { date, ...override },
  });
}

describe('seasonOf', () => {
  it('names the batch that makes a day busy, with its letters and calls', () => {
    const given = season([{ mailing: mailing(10, 3000), calls: 20 }]);
    expect(given.season).to.equal('busy');
    expect(given.seasonReason.ja).to.contain('5月10日発送の「交付通知書」3,000通（当日の入電見込み20件）');
  });

  it('names the biggest of many batches that make it busy together', () => {
    const given = season([4, 4, 4, 3].map((calls, index) => ({ mailing: mailing(index + 7, 500), calls })));
    expect(given.seasonReason.ja).to.contain(
      '5月7日発送の「交付通知書」500通ほか3回の発送（当日の入電見込み計15件）',
    );
    expect(given.seasonReason.en).to.contain('and 3 other batches (15 calls on this day)');
  });

  it('names no letters that bring little, nor batches that nobody announced', () => {
    expect(season([{ mailing: mailing(10, 100), calls: 5 }]).seasonReason.ja).not.to.contain('発送');
    const expected = season([{ mailing: mailing(10, 3000, '交付通知書'), calls: 20 }]);
    expect(expected.seasonReason.ja).not.to.contain('発送');
  });

  it('names the letters of a corrected day beside the reason of the correction', () => {
    const byMailing = [{ mailing: mailing(10, 3000), calls: 20 }];
    const given = season(byMailing, { calls: 70, reason: '窓口の休止' });
    expect(given.seasonReason.ja).to.contain('修正理由：窓口の休止').and.contain('5月10日発送');
    expect(season([], { calls: 70, reason: '窓口の休止' }).seasonReason.ja).not.to.contain('発送');
    expect(season(byMailing, { calls: 30, reason: '窓口の休止' }).season).to.equal('normal');
  });
});
