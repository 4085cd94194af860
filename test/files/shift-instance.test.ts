import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { SekisuError } from '../../src/errors.ts';
import { parseShiftInstance, writeAssignedShiftsCsv } from '../../src/files/shift-instance.ts';

const good = `# A comment
SECTION_HORIZON
# days
14

SECTION_SHIFTS
E,480,
L,600,E|L
N,720

SECTION_STAFF
# ID, MaxShifts, MaxTotalMinutes, MinTotalMinutes, MaxConsecutiveShifts, MinConsecutiveShifts, MinConsecutiveDaysOff, MaxWeekends
A,E=14|L=3|N=0,4320,3360,5,2,2,1
B , L = 2 ,4320,0,6,1,3,2

SECTION_DAYS_OFF
A,0,13
B

SECTION_SHIFT_ON_REQUESTS
A,2,E,2
SECTION_SHIFT_OFF_REQUESTS
B,3,L,1
SECTION_COVER
0,E,3,100,1
0,L,-0,100,1
13,N,1,90,0
`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => parseShiftInstance(bytesOf(text), 'Small.txt');

/** The line of a text that is refused, with the problem. */
function refusal(text: string): { line: unknown; problem: string } {
  try {
    read(text);
  } catch (error) {
    expect(error).to.be.instanceOf(SekisuError);
    const { code, details } = error as SekisuError;
    expect(code).to.equal('instance.invalid');
    expect(details).to.include({ file: 'Small.txt' });
    return { line: details['line'], problem: String(details['problem']) };
  }
  return expect.fail('was read');
}

describe('parseShiftInstance', () => {
  it('reads every section, without comments and empty lines, with spaces around fields', () => {
    const { dayCount, shifts, people, onRequests, offRequests, cover } = read(good);
    expect(dayCount).to.equal(14);
    expect(shifts).to.deep.equal([
      { id: 'E', minutes: 480, cannotBeFollowedBy: [] },
      { id: 'L', minutes: 600, cannotBeFollowedBy: ['E', 'L'] },
      { id: 'N', minutes: 720, cannotBeFollowedBy: [] },
    ]);
    expect(people).to.deep.equal([
      {
        id: 'A',
        maximumShifts: new Map([
          ['E', 14],
          ['L', 3],
          ['N', 0],
        ]),
        maximumMinutes: 4320,
        minimumMinutes: 3360,
        maximumConsecutiveShifts: 5,
        minimumConsecutiveShifts: 2,
        minimumConsecutiveDaysOff: 2,
        maximumWeekends: 1,
        daysOff: [0, 13],
      },
      {
        id: 'B',
        maximumShifts: new Map([['L', 2]]),
        maximumMinutes: 4320,
        minimumMinutes: 0,
        maximumConsecutiveShifts: 6,
        minimumConsecutiveShifts: 1,
        minimumConsecutiveDaysOff: 3,
        maximumWeekends: 2,
        daysOff: [],
      },
    ]);
    expect(onRequests).to.deep.equal([{ personId: 'A', day: 2, shiftId: 'E', weight: 2 }]);
    expect(offRequests).to.deep.equal([{ personId: 'B', day: 3, shiftId: 'L', weight: 1 }]);
    expect(cover).to.deep.equal([
      { day: 0, shiftId: 'E', required: 3, underWeight: 100, overWeight: 1 },
      { day: 0, shiftId: 'L', required: 0, underWeight: 100, overWeight: 1 },
      { day: 13, shiftId: 'N', required: 1, underWeight: 90, overWeight: 0 },
    ]);
  });

  it('reads the same whatever ends its lines and in whatever order its sections stand', () => {
    expect(read(good.replaceAll('\n', '\r\n'))).to.deep.equal(read(good));
    expect(read(good.replaceAll('\n', '\r'))).to.deep.equal(read(good));
    expect(read(`\uFEFF${good}`)).to.deep.equal(read(good));
    const [head, ...sections] = good.split(/(?=SECTION_)/);
    expect(read(`${head}${sections.reverse().join('\n')}`)).to.deep.equal(read(good));
  });

  it('reads instances as published', () => {
    const sizes = [1, 2, 4, 5].map((number) => {
      const file = new URL(`../golden/rostering/Instance${number}.txt`, import.meta.url);
      const { dayCount, people, shifts, onRequests, offRequests, cover } = parseShiftInstance(
        readFileSync(file),
        `Instance${number}.txt`,
      );
      return [dayCount, people.length, shifts.length, onRequests.length + offRequests.length, cover.length];
    });
    expect(sizes.map((size) => size.slice(0, 3))).to.deep.equal([
      [14, 8, 1],
      [14, 14, 2],
      [28, 10, 2],
      [28, 16, 2],
    ]);
    expect(sizes[0]).to.deep.equal([14, 8, 1, 26, 14]);
  });

  /** The good text with one piece replaced, and the line on which that stands. */
  const refused: readonly (readonly [
    why: string,
    from: string,
    to: string,
    line: number,
    problem: string,
  ])[] = [
    ['a word for the days', '\n14\n', '\ntwo\n', 4, 'two'],
    ['no days', '\n14\n', '\n0\n', 4, 'SECTION_HORIZON'],
    ['more days than ten years', '\n14\n', '\n3661\n', 4, '3661'],
    ['two lines for the days', '\n14\n', '\n14\n15\n', 5, 'SECTION_HORIZON'],
    ['a section that is not known', 'SECTION_COVER', 'SECTION_COVERS', 24, 'SECTION_COVERS'],
    ['a section twice', 'SECTION_COVER', 'SECTION_SHIFTS', 24, 'SECTION_SHIFTS'],
    ['a section that is missing', 'SECTION_DAYS_OFF\nA,0,13\nB\n', '', 1, 'SECTION_DAYS_OFF'],
    ['something before the first section', '# A comment', 'A comment', 1, 'A comment'],
    ['a shift without minutes', 'N,720', 'N', 9, '1 fields'],
    ['a shift with a field too many', 'N,720', 'N,720,,', 9, '4 fields'],
    ['a shift twice', 'N,720', 'E,720', 9, '"E"'],
    ['a shift without a name', 'N,720', ',720', 9, '""'],
    ['minutes with a part', 'N,720', 'N,720.5', 9, '720.5'],
    ['minutes under 0', 'N,720', 'N,-720', 9, '-720'],
    ['minutes beyond ten million', 'N,720', 'N,10000001', 9, '10000001'],
    ['a follower that is no shift', 'L,600,E|L', 'L,600,E|X', 8, '"X"'],
    ['a person with a field too few', '5,2,2,1', '5,2,2', 13, '7 fields'],
    ['a person with a field too many', '5,2,2,1', '5,2,2,1,0', 13, '9 fields'],
    ['a person twice', 'B , L', 'A , L', 14, '"A"'],
    ['a person without a name', 'B , L', ' , L', 14, '""'],
    ['a limit on a shift that is not known', 'L = 2', 'X = 2', 14, '"X"'],
    ['a limit without a number', 'L = 2', 'L', 14, '""'],
    ['a limit that is no number', 'L = 2', 'L = few', 14, 'few'],
    ['an empty count', '5,2,2,1', '5,,2,1', 13, '""'],
    ['days off of nobody', 'A,0,13', 'C,0,13', 17, '"C"'],
    ['a day off after the time', 'A,0,13', 'A,0,14', 17, '14'],
    ['a day off that is no day', 'A,0,13', 'A,0,Mon', 17, 'Mon'],
    ['a wish of nobody', 'A,2,E,2', 'C,2,E,2', 21, '"C"'],
    ['a wish for a day after the time', 'A,2,E,2', 'A,14,E,2', 21, '14'],
    ['a wish for no shift', 'A,2,E,2', 'A,2,X,2', 21, '"X"'],
    ['a wish without a weight', 'A,2,E,2', 'A,2,E', 21, '3 fields'],
    ['a wish with a weight under 0', 'A,2,E,2', 'A,2,E,-2', 21, '-2'],
    ['a wish against no shift', 'B,3,L,1', 'B,3,X,1', 23, '"X"'],
    ['cover after the time', '13,N,1', '14,N,1', 27, '14'],
    ['cover of no shift', '13,N,1', '13,X,1', 27, '"X"'],
    ['cover twice', '13,N,1', '0,L,1', 27, '"0 L"'],
    ['cover without a weight', '13,N,1,90,0', '13,N,1,90', 27, '4 fields'],
    ['cover under 0', '13,N,1', '13,N,-1', 27, '-1'],
  ];
  for (const [why, from, to, line, problem] of refused) {
    it(`refuses ${why}, naming line ${line}`, () => {
      expect(good).to.include(from);
      const found = refusal(good.replace(from, to));
      expect(found.problem).to.include(problem);
      expect(found.line).to.equal(line);
    });
  }

  it('refuses an empty file and bytes that are no text', () => {
    expect(refusal('')).to.deep.equal({ line: 1, problem: 'SECTION_HORIZON' });
    expect(refusal('SECTION_HORIZON\n').problem).to.equal('SECTION_SHIFTS');
    expect(refusal(good.replace('\n14\n', '\n'))).to.deep.equal({ line: 1, problem: 'SECTION_HORIZON' });
    expect(() => parseShiftInstance(Uint8Array.of(0x53, 0, 0x45, 0), 'Small.txt'))
      .to.throw(SekisuError)
      .with.property('code', 'file.bad-encoding');
  });
});

describe('writeAssignedShiftsCsv', () => {
  it('writes one row a shift under a header', () => {
    expect(
      writeAssignedShiftsCsv([
        { personId: 'A', day: 0, shiftId: 'E' },
        { personId: 'B', day: 13, shiftId: 'L' },
      ]),
    ).to.equal('employee,day,shift\nA,0,E\nB,13,L\n');
    expect(writeAssignedShiftsCsv([])).to.equal('employee,day,shift\n');
  });

  it('keeps what would end a field', () => {
    const csv = writeAssignedShiftsCsv([{ personId: 'A "x"', day: 3, shiftId: 'E\nL' }]);
    expect(parse(csv)[1]).to.deep.equal(['A "x"', '3', 'E\nL']);
  });
});
