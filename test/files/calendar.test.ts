import { Instant } from '@js-joda/core';
import { expect } from 'chai';
import ICAL from 'ical.js';
import { type CalendarEvent, writeCalendar } from '../../src/files/index.ts';

const event: CalendarEvent = {
  uid: '2024-05-31-OP01-1@c.sekisu',
  sequence: 3,
  modifiedAt: Instant.parse('2024-05-14T00:41:00Z'),
  start: Instant.parse('2024-05-30T23:45:00Z'),
  end: Instant.parse('2024-05-31T08:15:00Z'),
  title: '早　8:45–17:15, 本日; 「席」',
  description: '食事 12:00–12:45\n休憩 10:00–10:10',
  category: '勤務',
  isFree: false,
};

describe('writeCalendar', () => {
  it('is read by a calendar with the same moments, words and version', () => {
    const text = writeCalendar({ name: '勤務', events: [event, { ...event, uid: 'b', isFree: true }] });
    const calendar = new ICAL.Component(ICAL.parse(text));
    expect(calendar.getFirstPropertyValue('x-wr-calname')).to.equal('勤務');
    const [first, second] = calendar.getAllSubcomponents('vevent');
    const read = new ICAL.Event(first!);
    expect(read.uid).to.equal(event.uid);
    expect(read.sequence).to.equal(3);
    expect(read.summary).to.equal(event.title);
    expect(read.description).to.equal(event.description);
    expect(read.startDate.toJSDate().toISOString()).to.equal('2024-05-30T23:45:00.000Z');
    expect(read.endDate.toJSDate().toISOString()).to.equal('2024-05-31T08:15:00.000Z');
    expect(String(first!.getFirstPropertyValue('last-modified'))).to.equal('2024-05-14T00:41:00Z');
    expect(first!.getFirstPropertyValue('transp')).to.equal('OPAQUE');
    expect(second!.getFirstPropertyValue('transp')).to.equal('TRANSPARENT');
  });

  it('folds lines at 75 bytes and ends them as the standard says', () => {
    const lines = writeCalendar({ name: '勤務', events: [{ ...event, title: '早'.repeat(80) }] }).split(
      '\r\n',
    );
    for (const line of lines) expect(Buffer.byteLength(line)).to.be.at.most(75);
    expect(lines.join('\n')).not.to.match(/\r/);
  });

  it('gives the same bytes for the same entries', () => {
    const write = () => writeCalendar({ name: '勤務', events: [event] });
    expect(write()).to.equal(write());
  });
});
