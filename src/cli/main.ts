import { createInterface } from 'node:readline';
import { SekisuError } from '../errors.ts';
import { answerErlangLines } from './erlang.ts';
import { reportFailure } from './failure.ts';
import { helpText } from './help.ts';

const writeError = (text: string): void => void process.stderr.write(text);

/** Commands of the terminal; each gives the exit code of the process. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  // Loaded when asked for: the store, the printer and the planner take a second that `erlang` need not wait.
  plan: async (args) => (await import('./plan.ts')).runPlan(args),
  backtest: async (args) => (await import('./backtest.ts')).runBacktest(args),
  callers: async (args) => (await import('./callers.ts')).runCallers(args),
  exercise: async (args) =>
    (await import('./exercise.ts')).runExercise(args, {
      answer: (line) => void process.stdout.write(`${line}\n`),
      note: (line) => writeError(`${line}\n`),
    }),
  scenario: async (args) =>
    (await import('./scenario.ts')).runScenario(args, {
      answer: (line) => void process.stdout.write(`${line}\n`),
      note: (line) => writeError(`${line}\n`),
    }),
  remedies: async (args) =>
    (await import('./remedies.ts')).runRemedies(args, (line) => void process.stdout.write(`${line}\n`)),
  verify: async (args) =>
    (await import('./verify.ts')).runVerify(args, (line) => void process.stdout.write(`${line}\n`)),
  roster: async (args) =>
    (await import('./roster.ts')).runRoster(args, {
      answer: (line) => void process.stdout.write(`${line}\n`),
      note: (line) => writeError(`${line}\n`),
    }),
  erlang: async (args) => {
    if (args.length > 0) throw new SekisuError('command.invalid', { problem: `erlang ${args.join(' ')}` });
    const lines = createInterface({ input: process.stdin });
    // Who reads the answers may stop early, as `head` does; the rest of the questions is then nobody's.
    process.stdout.once('error', () => lines.close());
    return answerErlangLines(lines, {
      answer: (line) => void process.stdout.write(`${line}\n`),
      note: (line) => writeError(`${line}\n`),
    });
  },
};

async function run(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (
    name === undefined ||
    name === '--help' ||
    name === '-h' ||
    name === 'help' ||
    args.includes('--help')
  ) {
    process.stdout.write(helpText);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new SekisuError('command.invalid', { problem: name });
  return command(args);
}

// Left alone, Node ends with 1 after such a failure, and 1 means that a plan misses its target.
process.on('uncaughtException', (error) => process.exit(reportFailure(error, writeError)));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = reportFailure(error, writeError);
}
