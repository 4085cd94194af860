import { z } from 'zod';

/** Rows of topics and next steps that the form has; empty ones count for nothing. */
export const topicRows = [1, 2, 3, 4, 5] as const;
/** See `topicRows`. */
export const stepRows = [1, 2, 3] as const;

const text = z.string().trim().max(4000).default('');
const minutesFields = z
  .record(z.string(), z.string())
  .transform((fields) => (name: string) => text.parse(fields[name]));

/** What the form of 議事録 sends, as `minutesFormat` wants it; what is wrong in it the use case says. */
export function minutesInput(body: unknown): object {
  const field = minutesFields.parse(body ?? {});
  const rows = <Name extends string>(numbers: readonly number[], names: readonly Name[]) =>
    numbers
      .map(
        (number) =>
          Object.fromEntries(names.map((name) => [name, field(`${name}${number}`)])) as Record<Name, string>,
      )
      .filter((row) => names.some((name) => row[name] !== ''));
  const [month, version] = [field('planMonth'), field('planVersion')];
  return {
    title: field('title'),
    heldOn: field('heldOn'),
    place: field('place'),
    contractorAttendees: lines(field('contractorAttendees')),
    cityAttendees: lines(field('cityAttendees')),
    topics: rows(topicRows, ['topic', 'discussion', 'decision']),
    nextSteps: rows(stepRows, ['what', 'who', 'dueOn']).map((row) => ({
      ...row,
      dueOn: row.dueOn === '' ? null : row.dueOn,
    })),
    plan: month === '' ? null : { month, version: Number(version) },
    openingDate: field('openingDate') === '' ? null : field('openingDate'),
  };
}

/** What the form of a 随時報告書 sends. */
export function adHocInput(body: unknown): object {
  const field = minutesFields.parse(body ?? {});
  const names = ['from', 'to', 'topic', 'question', 'answer'];
  return Object.fromEntries(names.map((name) => [name, field(name)]));
}

function lines(value: string): string[] {
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
