import { expect } from 'chai';
import { openCalendar } from '../../src/forecast/open-calendar.ts';
import { responseOf, responseShares } from '../../src/forecast/response-kernel.ts';
import { contract, day, lengthsOf, mailing } from './build.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('responseShares', () => {
  it('sums to 1 and peaks on the 4th open day after posting', () => {
    expect(sum(responseShares)).to.be.closeTo(1, 1e-12);
    expect(responseShares.indexOf(Math.max(...responseShares))).to.equal(3);
  });

  it('agrees with the convolution worked out by hand, to its three decimals', () => {
    // .05 × .10; .05 × .1708 + .50 × .10; .05 × .1401 + .50 × .1708 + .32 × .10; …
    const byHand = [0.005, 0.059, 0.124, 0.14, 0.127, 0.107, 0.088, 0.072, 0.059, 0.048, 0.04, 0.032];
    byHand.forEach((share, index) => {
      expect(responseShares[index]).to.be.closeTo(share, 0.0011);
    });
    expect(sum(responseShares.slice(0, 6))).to.be.within(0.5, 0.6);
    expect(sum(responseShares.slice(0, 12))).to.be.closeTo(0.9, 0.01);
  });
});

describe('responseOf', () => {
  const calendar = openCalendar(contract, day('2024-04-01'), day('2024-07-31'), lengthsOf(contract));

  it('counts open days only, from the day after posting', () => {
    const response = responseOf(mailing({ postedOn: day('2024-05-02') }), calendar);
    // 3 to 6 May are holidays and a weekend.
    expect(calendar.days[response.firstDayNumber]!.date.toString()).to.equal('2024-05-07');
  });

  it('moves the calls of letters that arrive before booking opens to the opening day', () => {
    const batch = mailing({ postedOn: day('2024-05-07'), bookingOpensOn: day('2024-05-20') });
    const { firstDayNumber, shares } = responseOf(batch, calendar);
    const dates = shares.map((share, lag) => ({ share, date: calendar.days[firstDayNumber + lag]!.date }));
    expect(sum(shares)).to.be.closeTo(1, 1e-12);
    expect(
      sum(dates.filter(({ date }) => date.isBefore(day('2024-05-20'))).map(({ share }) => share)),
    ).to.equal(0);
    // Published openings see 35 to 50 % of the calls on the opening day and the next two.
    const firstThree = dates.filter(({ date }) => date.isBefore(day('2024-05-23'))).map(({ share }) => share);
    expect(sum(firstThree)).to.be.within(0.35, 0.5);
  });

  it('changes nothing when booking opened before the letters arrive', () => {
    const batch = mailing({ postedOn: day('2024-05-07'), bookingOpensOn: day('2024-05-01') });
    expect(sum(responseOf(batch, calendar).shares)).to.be.closeTo(1, 1e-12);
    expect(responseOf(batch, calendar).shares.slice(0, 20)).to.deep.equal(responseShares);
  });

  it('gives a short day its part of the calls due and moves the rest on, a long day more', () => {
    const posted = mailing({ postedOn: day('2024-05-07') });
    const sharesWith = (minutes: number, batch = posted) => {
      const hours = { open: 540, close: 540 + minutes };
      const reason = { ja: '臨時', en: 'Agreed' };
      const exceptions = [{ date: day('2024-05-13'), hours, reason, agreedOn: day('2024-04-01') }];
      const terms = { ...contract, opening: { ...contract.opening, exceptions } };
      const lengths = lengthsOf(terms);
      return responseOf(batch, openCalendar(terms, day('2024-04-01'), day('2024-07-31'), lengths)).shares;
    };
    const [usual, short, long] = [sharesWith(495), sharesWith(165), sharesWith(660)];
    for (const shares of [usual, short, long]) expect(sum(shares)).to.be.closeTo(1, 1e-9);
    const opening = { ...posted, bookingOpensOn: day('2024-05-14') };
    expect(sharesWith(165, opening)).to.deep.equal(sharesWith(495, opening));
    // 13 May is the 4th open day after posting.
    expect(short[3]).to.be.closeTo(usual[3]! / 3, 1e-12);
    expect(short[4]).to.be.closeTo((usual[3]! * 2) / 3 + usual[4]! / 3, 1e-12);
    expect(short[5]).to.be.closeTo((usual[4]! * 2) / 3 + usual[5]! / 3, 1e-12);
    expect(long[3]).to.be.closeTo(usual[3]! + usual[4]! / 3, 1e-12);
    expect(long[4]).to.be.closeTo((usual[4]! * 2) / 3 + usual[5]! / 3, 1e-12);
  });
});
