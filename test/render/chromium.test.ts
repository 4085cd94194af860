import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { bundledChromium } from '../../src/render/chromium.ts';

describe('bundledChromium', () => {
  it('puts the unpacked libraries first in the library path of the browser, before those of the machine', async () => {
    const { environment } = await bundledChromium({ LD_LIBRARY_PATH: '/opt/lib', HOME: '/home/x' });
    const [first, ...others] = environment['LD_LIBRARY_PATH']!.split(':');
    expect(others).to.deep.equal(['/opt/lib']);
    for (const library of ['libnss3.so', 'libnspr4.so', 'libexpat.so.1']) {
      expect(existsSync(join(first!, library)), library).to.equal(true);
    }
  });

  it('leaves the environment of this process as it was', async () => {
    const before = { ...process.env };
    await bundledChromium(process.env);
    expect({ ...process.env }).to.deep.equal(before);
  });
});
