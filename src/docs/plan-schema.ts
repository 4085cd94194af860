import { z } from 'zod';
import { planFormat } from '../plan/index.ts';

/** The text of `docs/plan.schema.json`: plan.json in JSON Schema 2020-12. */
export function planSchema(): string {
  const schema = z.toJSONSchema(planFormat, { target: 'draft-2020-12', io: 'output' });
  const { $schema, ...rest } = schema;
  const described = { $schema, title: 'sekisu.plan/1', description: 'See docs/plan-format.md', ...rest };
  return `${JSON.stringify(described, null, 2)}\n`;
}
