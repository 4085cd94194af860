import { createInterface } from 'node:readline';
import { exitCodeOf, SekisuError } from '../errors.ts';
import { answerErlangLines } from './erlang.ts';
import { helpText } from './help.ts';

/** Commands of the terminal; each gives the exit code of the process. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  // Loaded when asked for: the store, the printer and the planner take a second that `erlang` need not wait.
  plan: async (args) => (await import('./plan.ts')).runPlan(args),
  erlang: async () => {
    await answerErlangLines(createInterface({ input: process.stdin }), (line) =>
      process.stdout.write(`${line}\n`),
    );
    return 0;
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

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SekisuError)) throw error;
  process.stderr.write(`${error.sentence('ja')}\n${error.sentence('en')} [${error.code}]\n`);
  process.exitCode = exitCodeOf[error.kind];
}
