import type { Contract } from '../contract/index.ts';
import type { MonthForecast } from '../forecast/index.ts';
import type { StaffMember } from '../roster/index.ts';
import type { PlanContent } from './format.ts';
import type { ForecastSizing } from './size-forecast.ts';
import { type WhatIfSide, whatIfSide } from './what-if.ts';
import type { WhatIfChange } from './what-if-format.ts';
import { type ChangeableTask, changedTask, leftOutIds } from './what-if-input.ts';

/** A question about a month: what if these things were otherwise, each list by itself. */
export interface WhatIfQuestion<Task> {
  readonly contract: Contract;
  /** What the plan's forecast was made from. */
  readonly task: Task;
  /** The plan whose roster meets the calls. */
  readonly content: PlanContent;
  readonly staff: readonly StaffMember[];
  readonly variants: readonly (readonly WhatIfChange[])[];
}

/** The plan's roster without any change and under each variant, in the order asked. */
export interface WhatIfAnswer {
  readonly base: WhatIfSide;
  readonly variants: readonly WhatIfSide[];
}

/**
 * A plan beside what would become of it. Nothing of the question is kept.
 * @param forecastOf forecasts a task @param sizeOf seats of a forecast under the contract of a task
 */
export async function answerWhatIf<Task extends ChangeableTask>(
  question: WhatIfQuestion<Task>,
  forecastOf: (task: Task) => Promise<MonthForecast>,
  sizeOf: (task: Task, forecast: MonthForecast) => ForecastSizing,
): Promise<WhatIfAnswer> {
  const { contract, content, staff, task } = question;
  const sideOf = (forecast: MonthForecast, sized: ForecastSizing, leftOut: readonly string[]): WhatIfSide =>
    whatIfSide({ contract, content, staff, forecast, sized, leftOutIds: leftOut });
  const forecast = await forecastOf(task);
  const sized = sizeOf(task, forecast);
  const variants: WhatIfSide[] = [];
  for (const changes of question.variants) {
    const leftOut = leftOutIds(content, changes);
    // Who is there has no part in how many call and how many are needed.
    if (changes.every(({ kind }) => kind === 'fewer')) {
      variants.push(sideOf(forecast, sized, leftOut));
      continue;
    }
    const before = { forecast, queueAhtSeconds: sized.queueAhtSeconds };
    const changed = await changedTask(task, before, changes, forecastOf);
    const own = changed.forecast ?? (await forecastOf(changed.task));
    variants.push(sideOf(own, sizeOf(changed.task, own), leftOut));
  }
  return { base: sideOf(forecast, sized, []), variants };
}
