import type { LocalDate } from '@js-joda/core';
import { YearMonth } from '@js-joda/core';
import { listDocuments } from '../app/list-documents.ts';
import type { Deadline } from '../documents/index.ts';
import { firstMeeting } from './meetings.ts';
import { handInAll, type Paper } from './papers.ts';
import { type Act, at, openDayBefore, type Stage } from './stage.ts';

/** Documents that are due once, and what their files are called. */
const onceFiles: Readonly<Partial<Record<Deadline['kind'], string>>> = {
  openingPlan: 'kaisetsu-junbi-keikaku.pdf',
  organisation: 'gyomu-taisei.pdf',
  emergencyPlan: 'kinkyu-taisei.pdf',
  careerRecord: 'gyomu-rireki',
};

/** Folder of what is handed in before the opening. */
const folder = '00-junbi';

/**
 * What happens before the opening: the first meeting, and everything that is promised for then, each on the day by which it
 * is due; a career record again where an officer changes.
 */
export async function openingActs(stage: Stage): Promise<readonly Act[]> {
  const { contract, ctx, cast } = stage;
  const begun = contract.service.concludedOn ?? contract.term.start.minusDays(30);
  stage.clock.set(begun, '09:30');
  const { deadlines } = await listDocuments(ctx, cast.lead);
  const once = deadlines.flatMap(({ kind, subject, dueOn }) => {
    const file = onceFiles[kind];
    if (file === undefined || kind === 'staffingPlan') return [];
    const path = `${folder}/${kind === 'careerRecord' ? `${file}-${subject}.pdf` : file}`;
    return [{ dueOn, paper: { kind, subject, path } }];
  });
  const byDay = [...Map.groupBy(once, ({ dueOn }) => dueOn.toString()).values()];
  const first = YearMonth.from(contract.term.start);
  return [
    handInOn(stage, begun.plusDays(3), [
      {
        kind: 'minutes',
        subject: null,
        input: firstMeeting(stage, begun.plusDays(2)),
        path: `${folder}/gijiroku-kaishi.pdf`,
      },
    ]),
    ...byDay.map((due) =>
      handInOn(
        stage,
        due[0]!.dueOn,
        due.map(({ paper }) => paper),
      ),
    ),
    // After the first month's plan, which it multiplies.
    handInOn(stage, openDayBefore(stage, contract.term.start), [
      {
        kind: 'surgePlan',
        subject: first.toString(),
        path: `${folder}/kyuzo-taio.pdf`,
      },
    ]),
  ];
}

function handInOn(stage: Stage, date: LocalDate, papers: readonly Paper[]): Act {
  return at(date, '11:00', async () => {
    await handInAll(stage, date, papers);
  });
}
