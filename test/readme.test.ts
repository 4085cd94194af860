import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
    .scripts,
);

/** Commands of the README's shell blocks, a line each. */
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((block) =>
  block[1]!.trim().split('\n'),
);

describe('README.md', () => {
  it('names files and pictures that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((link) => link[1]!);
    expect(links.length).to.be.above(10);
    expect(links.filter((link) => !existsSync(join(root, link)))).to.deep.equal([]);
  });

  it('names npm scripts that are there', () => {
    const named = [...readme.matchAll(/npm (?:run (?:-s )?([a-z:]+)|(test|start))/g)].map(
      (use) => use[1] ?? use[2]!,
    );
    expect(named.length).to.be.above(3);
    expect(named.filter((name) => !scripts.includes(name))).to.deep.equal([]);
  });

  it('gives commands of the product that run as they stand', () => {
    const own = commands.filter((command) => command.startsWith('npm run -s sekisu -- '));
    expect(own).to.not.deep.equal([]);
    const out = mkdtempSync(join(tmpdir(), 'sekisu-readme-'));
    try {
      for (const command of own) {
        const elsewhere = command.replace(/--out \S+/, `--out ${out}`);
        const done = spawnSync(elsewhere, { shell: true, cwd: root, encoding: 'utf8' });
        expect(done.status, `${command}\n${done.stderr}`).to.equal(0);
      }
      for (const name of ['plan.json', 'plan.pdf', 'shifts.csv'])
        expect(existsSync(join(out, name)), name).to.equal(true);
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});
