import type { Instant } from '@js-joda/core';
import {
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventTransparency,
  default as makeCalendar,
} from 'ical-generator';

/** One entry of a calendar. */
export interface CalendarEvent {
  /** The same for the same entry for ever. */
  readonly uid: string;
  /** Grows with each change, ≥ 0. */
  readonly sequence: number;
  readonly modifiedAt: Instant;
  readonly start: Instant;
  /** After the start. */
  readonly end: Instant;
  readonly title: string;
  readonly description: string;
  /** Kind of the entry, as a calendar groups by it. */
  readonly category: string;
  /** Whether somebody who looks for a free hour finds one here. */
  readonly isFree: boolean;
}

/** Seconds after which a calendar that follows the address is to ask again. */
const refreshSeconds = 3600;

/**
 * A calendar as iCalendar (RFC 5545), for people to follow. Times are in UTC, which every calendar shows in the zone of
 * its reader, so that no clock of this machine or of theirs can shift them. The same entries give the same bytes.
 */
export function writeCalendar(calendar: {
  readonly name: string;
  readonly events: readonly CalendarEvent[];
}): string {
  return makeCalendar({
    name: calendar.name,
    prodId: { company: 'Sekisu', product: 'Shifts', language: 'JA' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
    events: calendar.events.map((event) => ({
      id: event.uid,
      sequence: event.sequence,
      stamp: dateOf(event.modifiedAt),
      lastModified: dateOf(event.modifiedAt),
      start: dateOf(event.start),
      end: dateOf(event.end),
      summary: event.title,
      description: event.description,
      categories: [{ name: event.category }],
      class: ICalEventClass.PRIVATE,
      transparency: event.isFree ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      busystatus: event.isFree ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    })),
  }).toString();
}

function dateOf(moment: Instant): Date {
  return new Date(moment.toEpochMilli());
}
