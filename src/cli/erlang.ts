import { evaluateCase } from '../erlang/index.ts';
import { SekisuError } from '../errors.ts';

/**
 * Answers queueing questions, one a line: reads `{"fn", "args"}`, writes `{"value"}` for each, in order.
 *
 * The value is a number, the string "Infinity", or null for a function that does not exist. Empty lines are passed over.
 * @param input the lines, without their ends @param write takes one line of output, without its end
 * @throws command.invalid for a line that is not such an object @throws number.out-of-range as `evaluateCase`
 */
export async function answerErlangLines(
  input: AsyncIterable<string>,
  write: (line: string) => void,
): Promise<void> {
  let lineNumber = 0;
  for await (const line of input) {
    lineNumber++;
    if (line.trim() === '') continue;
    const { fn, args } = parseQuestion(line, lineNumber);
    const value = evaluateCase(fn, args);
    write(JSON.stringify({ value: value !== null && !Number.isFinite(value) ? String(value) : value }));
  }
}

function parseQuestion(
  line: string,
  lineNumber: number,
): { fn: string; args: Readonly<Record<string, unknown>> } {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (cause) {
    throw malformed(line, lineNumber, cause);
  }
  if (!isRecord(question)) throw malformed(line, lineNumber);
  const { fn, args } = question;
  if (typeof fn !== 'string' || !isRecord(args)) throw malformed(line, lineNumber);
  return { fn, args };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(line: string, lineNumber: number, cause?: unknown): SekisuError {
  const problem = `${lineNumber}: ${line.slice(0, 80)} ≠ {"fn": "erlangC", "args": {"n": 3, "a": 2}}`;
  return new SekisuError('command.invalid', { problem }, cause);
}
