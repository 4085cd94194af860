/** Writes the sample's files into the folder of its contract: `npm run sample`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseContract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { sampleFiles } from './files.ts';

const folder = process.argv[2];
if (folder === undefined) throw new SekisuError('command.invalid', { problem: 'write.ts FOLDER' });
const contractFile = join(folder, 'contract.json');
const contract = parseContract(JSON.parse(readFileSync(contractFile, 'utf8')), contractFile);
for (const [name, text] of Object.entries(sampleFiles(contract))) writeFileSync(join(folder, name), text);
