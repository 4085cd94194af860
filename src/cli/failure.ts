import { inspect } from 'node:util';
import { exitCodeOf, SekisuError } from '../errors.ts';

/** Exit code of a failure that nobody foresaw, a bug; EX_SOFTWARE of sysexits.h. */
export const exitCodeOfBug = 70;

/**
 * Says on the error output what ended a command.
 * @returns the exit code: that of a registered error's kind, 70 for anything else, whose stack is printed
 */
export function reportFailure(error: unknown, write: (text: string) => void): number {
  if (error instanceof SekisuError) {
    write(`${error.sentence('ja')}\n${error.sentence('en')} [${error.code}]\n`);
    return exitCodeOf[error.kind];
  }
  write(`${inspect(error)}\n`);
  return exitCodeOfBug;
}
