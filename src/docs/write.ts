import { writeFile } from 'node:fs/promises';
import { errorPage } from './error-page.ts';
import { planSchema } from './plan-schema.ts';

/** Writes the generated documents again; a test compares them with what is in the repository. */
const documents = { 'errors.md': errorPage(), 'plan.schema.json': planSchema() };
for (const [name, text] of Object.entries(documents)) {
  await writeFile(new URL(`../../docs/${name}`, import.meta.url), text);
}
