import { LocalDate } from '@js-joda/core';
import { z } from 'zod';
import { parseTime } from '../calendar/index.ts';
import type { RosterCell, RosterEdit } from '../roster/edit-roster.ts';

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
  .transform(parseTime);
const date = z.iso.date().transform((text) => LocalDate.parse(text));

/** The forms of a cell's page, one of them at a time. */
export const cellForm = z.discriminatedUnion('kind', [
  /** Empty = off. */
  z.object({ kind: z.literal('duty'), patternCode: z.string().max(20) }),
  z.object({
    kind: z.literal('swap'),
    other: z.string().min(1),
    secondDate: z.literal('').or(date).default(''),
  }),
  z.object({ kind: z.literal('move'), toStaff: z.string().min(1), toDate: date }),
  z.object({ kind: z.literal('moveBreak'), start: time, to: time }),
  z.object({ kind: z.literal('removeBreak'), start: time }),
  z.object({
    kind: z.literal('addBreak'),
    breakKind: z.enum(['meal', 'rest']),
    start: time,
    minutes: z.coerce.number().int().min(5).max(120),
  }),
]);

/** What a form of a cell's page asks for. */
export function editOf(form: z.output<typeof cellForm>, cell: RosterCell): RosterEdit {
  switch (form.kind) {
    case 'duty':
      return form.patternCode === ''
        ? { kind: 'clear', ...cell }
        : { kind: 'assign', ...cell, patternCode: form.patternCode };
    case 'swap': {
      const second = form.secondDate === '' || form.secondDate.equals(cell.date) ? [] : [form.secondDate];
      return { kind: 'swap', staffIds: [cell.staffId, form.other], dates: [cell.date, ...second] };
    }
    case 'move':
      return { kind: 'move', from: cell, to: { date: form.toDate, staffId: form.toStaff } };
    case 'moveBreak':
      return { kind: 'moveBreak', ...cell, startMinute: form.start, toMinute: form.to };
    case 'removeBreak':
      return { kind: 'removeBreak', ...cell, startMinute: form.start };
    case 'addBreak': {
      const entry = { kind: form.breakKind, startMinute: form.start, endMinute: form.start + form.minutes };
      return { kind: 'addBreak', ...cell, entry };
    }
  }
}
