import { expect } from 'chai';
import { careerRecordsDue } from '../../src/documents/index.ts';
import type { StaffMember } from '../../src/roster/index.ts';
import { day, people, person } from '../build/roster.ts';
import { sampleContract } from '../build/sample.ts';

const due = (
  before: readonly StaffMember[] | null,
  after: readonly StaffMember[],
  onFile: Parameters<typeof careerRecordsDue>[3] = [],
  today = '2024-03-01',
) =>
  careerRecordsDue(sampleContract, before, after, onFile, day(today)).map(
    ({ staffId, reason, from }) => `${staffId} ${reason} ${from}`,
  );

describe('careerRecordsDue', () => {
  it('asks for every manager and supervisor at the start, and for no operator', () => {
    expect(due(null, people(3))).to.deep.equal([
      'SV01 start 2024-04-01',
      'SV02 start 2024-04-01',
      'MG01 start 2024-04-01',
    ]);
  });

  it('asks no more where the record of the post is on file, and again for another post', () => {
    const [first] = people(1).filter(({ role }) => role === 'supervisor');
    const onFile = [{ staffId: 'SV01', role: 'supervisor' as const }];
    expect(due(null, [first!], onFile)).to.deep.equal([]);
    const asManager = { ...first!, role: 'manager' as const };
    expect(due([first!], [asManager], onFile, '2024-09-02')).to.deep.equal(['SV01 change 2024-09-02']);
  });

  it('asks on change: of who joins later, and of an operator who becomes a supervisor', () => {
    const later = person({ id: 'SV03', role: 'supervisor', startsOn: day('2024-10-01') });
    expect(due([], [later], [], '2024-09-02')).to.deep.equal(['SV03 change 2024-10-01']);
    const before = person({ id: 'OP05' });
    const after = { ...before, role: 'supervisor' as const };
    expect(due([before], [after], [], '2024-09-02')).to.deep.equal(['OP05 change 2024-09-02']);
  });

  it('asks for nobody who has left or comes after the term', () => {
    const gone = person({ id: 'SV04', role: 'supervisor', endsOn: day('2024-02-01') });
    const late = person({ id: 'SV05', role: 'supervisor', startsOn: day('2025-04-01') });
    expect(due(null, [gone, late])).to.deep.equal([]);
  });
});
