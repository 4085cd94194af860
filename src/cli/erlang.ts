import { evaluateCase } from '../erlang/index.ts';
import { exitCodeOf, SekisuError } from '../errors.ts';

/** Where answers and remarks go, one line at a time, without its end. */
export interface ErlangOutput {
  answer(line: string): void;
  /** What is wrong with a question, beginning with the number of its line. */
  note(line: string): void;
}

interface Question {
  readonly fn: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/**
 * Answers queueing questions, one a line: reads `{"fn", "args"}`, writes `{"value"}` for each, in order.
 *
 * The value is a number, the string "Infinity", or null: for a function that does not exist, for arguments that are
 * missing or make no sense, and for a line that is no question; the last two are noted besides. No line ends the
 * stream. Empty lines are passed over; a byte order mark before the first is no part of it.
 * @param input the lines, without their ends
 * @returns exit code: 0, or 2 when a line was no question
 */
export async function answerErlangLines(input: AsyncIterable<string>, output: ErlangOutput): Promise<number> {
  let exitCode = 0;
  let lineNumber = 0;
  for await (const content of input) {
    lineNumber++;
    const line = lineNumber === 1 ? content.replace(/^\uFEFF/, '') : content;
    if (line.trim() === '') continue;
    const note = (error: SekisuError): void => output.note(remark(lineNumber, error));
    const question = questionOf(line);
    if (question === null) {
      note(malformed(line));
      exitCode = exitCodeOf.InvalidInput;
    }
    const value = question === null ? null : answerTo(question, note);
    output.answer(
      JSON.stringify({ value: value !== null && !Number.isFinite(value) ? String(value) : value }),
    );
  }
  return exitCode;
}

/** The answer to a question, or null with a note when its arguments are not valid. */
function answerTo({ fn, args }: Question, note: (error: SekisuError) => void): number | null {
  try {
    const strange = Object.keys(args).find((name) => !isSimple(args[name]));
    if (strange !== undefined) throw notANumber(strange);
    return evaluateCase(fn, args);
  } catch (error) {
    if (!(error instanceof SekisuError)) throw error;
    note(error);
    return null;
  }
}

function questionOf(line: string): Question | null {
  const question = parsed(line);
  if (!isRecord(question)) return null;
  const { fn, args } = question;
  return typeof fn === 'string' && isRecord(args) ? { fn, args } : null;
}

/** The value of a line of JSON; undefined, which JSON does not have, when it is none. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value can be an argument, right or wrong: numbers, texts and flat lists of them, no objects. */
function isSimple(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

function notANumber(name: string): SekisuError {
  return new SekisuError('number.out-of-range', { name, value: '{…}', expected: '1, 2.5, …' });
}

function malformed(line: string): SekisuError {
  const problem = `${line.slice(0, 80)} ≠ {"fn": "erlangC", "args": {"n": 3, "a": 2}}`;
  return new SekisuError('command.invalid', { problem });
}

/** Both sentences in one line, however the question was written. */
function remark(lineNumber: number, error: SekisuError): string {
  const text = `${lineNumber}: ${error.sentence('ja')} / ${error.sentence('en')} [${error.code}]`;
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
