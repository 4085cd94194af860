/**
 * Breaks, by hand with `node bench/breaks.ts`: microseconds for the cheapest breaks of one person beside others; seconds
 * and missing operator-minutes for whole days that need 97 to 99 % of the minutes that their people can be on the phone
 * at most, and of those with each of three skills. Nothing need be missing on any of them.
 */
import { cpus } from 'node:os';
import { type BreakSeeker, cheapestBreaks } from '../src/roster/break-path.ts';
import { placeBreaks } from '../src/roster/place-breaks.ts';
import { seededRandom } from '../src/roster/random.ts';
import { possibleDay } from '../test/build/breaks.ts';
import { sampleContract } from '../test/build/sample.ts';

const rounds = 15;
const callsPerRound = 3000;
const seeds = [1, 2, 3];

console.log(`${cpus()[0]!.model}, Node ${process.versions.node}`);
onePerson();
for (const skillShares of [[], [0.3, 0.2, 0.5]]) {
  console.log(`\n${skillShares.length} skills; missing minutes (seconds) of ${seeds.length} days each`);
  console.log('| people | 97 % | 98 % | 99 % |');
  console.log('| --- | --- | --- | --- |');
  for (const people of [30, 100, 300, 700, 1000]) {
    const cells = [0.97, 0.98, 0.99].map((needShare) =>
      seeds.map((seed) => wholeDay({ people, needShare, seed, skillShares })).join('; '),
    );
    console.log(`| ${[people, ...cells].join(' | ')} |`);
  }
}

/** A shift of 8.5 hours with a meal of an hour; the fastest and the middle round. */
function onePerson(): void {
  const random = seededRandom(1);
  const prices = Array.from({ length: 288 }, () => random() * 3);
  const person: BreakSeeker = {
    staffId: 'OP001',
    startMinute: 540,
    endMinute: 1050,
    mealMinutes: 60,
    takesRests: true,
    keptBreaks: [],
    freeFromMinute: 0,
  };
  const microseconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let call = 0; call < callsPerRound; call += 1) {
      cheapestBreaks(person, sampleContract.breaks, (minute) => prices[minute / 5]!);
    }
    return ((performance.now() - start) * 1000) / callsPerRound;
  }).toSorted((a, b) => a - b);
  const middle = microseconds[Math.floor(rounds / 2)]!;
  console.log(`one person, 8.5 hours: ${microseconds[0]!.toFixed(1)} / ${middle.toFixed(1)} microseconds`);
}

function wholeDay(input: Parameters<typeof possibleDay>[0]): string {
  const day = possibleDay(input);
  const start = performance.now();
  const { shortMinutes } = placeBreaks(day);
  return `${shortMinutes} (${((performance.now() - start) / 1000).toFixed(2)})`;
}
