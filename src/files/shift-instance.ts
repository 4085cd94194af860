import { stringify } from 'csv-stringify/sync';
import { SekisuError } from '../errors.ts';
import type {
  AssignedShift,
  InstanceCover,
  InstancePerson,
  InstanceRequest,
  InstanceShift,
  ShiftInstance,
} from '../roster/index.ts';
import { decodeText } from './decode-text.ts';

const sections = [
  'SECTION_HORIZON',
  'SECTION_SHIFTS',
  'SECTION_STAFF',
  'SECTION_DAYS_OFF',
  'SECTION_SHIFT_ON_REQUESTS',
  'SECTION_SHIFT_OFF_REQUESTS',
  'SECTION_COVER',
] as const;

type Section = (typeof sections)[number];

/** A line of a section: its number in the file and its fields. */
interface Line {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Longest time and most people, shift types and wishes that are read: far above any published instance. */
const mostDays = 3660;

/**
 * A shift-scheduling instance in the text format of Curtois and Qu (2014): sections with comma-separated lines, `#` begins
 * a comment. Ids are unique and known, numbers whole and not negative (`-0` is 0).
 * @param bytes whole content @param file its name, for messages
 * @throws SekisuError `file.bad-encoding`, `instance.invalid` naming the line
 */
export function parseShiftInstance(bytes: Uint8Array, file: string): ShiftInstance {
  const lines = linesOf(decodeText(bytes, file), file);
  const fail = (line: number, problem: string): never => {
    throw new SekisuError('instance.invalid', { file, line, problem });
  };
  const whole = (text: string | undefined, line: number, most = 1e7): number => {
    if (text === '-0') return 0;
    if (text === undefined || !/^\d{1,8}$/.test(text) || Number(text) > most) {
      return fail(line, `"${text ?? ''}" ≠ 0…${most}`);
    }
    return Number(text);
  };
  const fieldsOf = (entry: Line, count: number): readonly string[] =>
    entry.fields.length === count
      ? entry.fields
      : fail(entry.line, `${entry.fields.length} fields instead of ${count}`);
  const unique = (known: { has(id: string): boolean }, id: string, line: number): string =>
    known.has(id) || id === '' ? fail(line, `"${id}" twice, or empty`) : id;

  const horizon = lines.SECTION_HORIZON;
  if (horizon.length !== 1) fail(horizon[1]?.line ?? 1, 'SECTION_HORIZON');
  const dayCount = whole(horizon[0]!.fields[0], horizon[0]!.line, mostDays);
  if (dayCount < 1) fail(horizon[0]!.line, 'SECTION_HORIZON');

  const shifts = new Map<string, InstanceShift>();
  for (const { line, fields } of lines.SECTION_SHIFTS) {
    if (fields.length < 2 || fields.length > 3) fail(line, `${fields.length} fields instead of 2 or 3`);
    const id = unique(shifts, fields[0]!, line);
    shifts.set(id, {
      id,
      minutes: whole(fields[1], line),
      cannotBeFollowedBy: list(fields[2] ?? ''),
    });
  }
  const shiftOf = (id: string | undefined, line: number): string =>
    id !== undefined && shifts.has(id) ? id : fail(line, `shift "${id ?? ''}"?`);
  for (const { line, fields } of lines.SECTION_SHIFTS)
    for (const id of list(fields[2] ?? '')) shiftOf(id, line);

  const daysOff = new Map<string, number[]>();
  const staff = new Map<string, InstancePerson>();
  for (const entry of lines.SECTION_STAFF) {
    const { line } = entry;
    const [id, limits, ...numbers] = fieldsOf(entry, 8);
    const maximumShifts = new Map<string, number>();
    for (const limit of list(limits!)) {
      const [shift, most] = limit.split('=').map((part) => part.trim());
      maximumShifts.set(shiftOf(shift, line), whole(most, line));
    }
    const counts = numbers.map((text) => whole(text, line));
    const off: number[] = [];
    daysOff.set(unique(staff, id!, line), off);
    staff.set(id!, {
      id: id!,
      maximumShifts,
      maximumMinutes: counts[0]!,
      minimumMinutes: counts[1]!,
      maximumConsecutiveShifts: counts[2]!,
      minimumConsecutiveShifts: counts[3]!,
      minimumConsecutiveDaysOff: counts[4]!,
      maximumWeekends: counts[5]!,
      daysOff: off,
    });
  }
  const personOf = (id: string | undefined, line: number): string =>
    id !== undefined && staff.has(id) ? id : fail(line, `staff "${id ?? ''}"?`);
  const dayOf = (text: string | undefined, line: number): number => whole(text, line, dayCount - 1);
  for (const { line, fields } of lines.SECTION_DAYS_OFF) {
    const off = daysOff.get(personOf(fields[0], line))!;
    for (const day of fields.slice(1)) if (day !== '') off.push(dayOf(day, line));
  }
  const requestsOf = (section: Section): InstanceRequest[] =>
    lines[section].map((entry) => {
      const [id, day, shift, weight] = fieldsOf(entry, 4);
      return {
        personId: personOf(id, entry.line),
        day: dayOf(day, entry.line),
        shiftId: shiftOf(shift, entry.line),
        weight: whole(weight, entry.line),
      };
    });
  const covered = new Set<string>();
  const cover = lines.SECTION_COVER.map((entry): InstanceCover => {
    const [day, shift, required, under, over] = fieldsOf(entry, 5);
    covered.add(unique(covered, `${dayOf(day, entry.line)} ${shift}`, entry.line));
    return {
      day: dayOf(day, entry.line),
      shiftId: shiftOf(shift, entry.line),
      required: whole(required, entry.line),
      underWeight: whole(under, entry.line),
      overWeight: whole(over, entry.line),
    };
  });
  return {
    dayCount,
    shifts: [...shifts.values()],
    people: [...staff.values()],
    onRequests: requestsOf('SECTION_SHIFT_ON_REQUESTS'),
    offRequests: requestsOf('SECTION_SHIFT_OFF_REQUESTS'),
    cover,
  };
}

/** A roster of an instance as CSV: `employee,day,shift`, days from 0. */
export function writeAssignedShiftsCsv(shifts: readonly AssignedShift[]): string {
  const rows = shifts.map(({ personId, day, shiftId }) => [personId, day, shiftId]);
  return stringify([['employee', 'day', 'shift'], ...rows]);
}

function linesOf(text: string, file: string): Record<Section, Line[]> {
  const found = new Map<Section, Line[]>();
  let current: Line[] | undefined;
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    const content = raw.trim();
    const line = index + 1;
    if (content === '' || content.startsWith('#')) return;
    if (content.startsWith('SECTION_')) {
      const section = sections.find((name) => name === content);
      if (section === undefined || found.has(section)) {
        throw new SekisuError('instance.invalid', { file, line, problem: content });
      }
      current = [];
      found.set(section, current);
      return;
    }
    if (current === undefined) throw new SekisuError('instance.invalid', { file, line, problem: content });
    current.push({ line, fields: content.split(',').map((field) => field.trim()) });
  });
  const missing = sections.find((name) => !found.has(name));
  if (missing !== undefined) throw new SekisuError('instance.invalid', { file, line: 1, problem: missing });
  return Object.fromEntries(found) as Record<Section, Line[]>;
}

function list(text: string): string[] {
  return text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
