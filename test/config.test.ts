import { expect } from 'chai';
import { readConfig } from '../src/config.ts';
import { SekisuError } from '../src/errors.ts';

describe('readConfig', () => {
  it('has a default for everything, also for empty variables', () => {
    const defaults = {
      port: 3000,
      databaseUrl: null,
      dataDirectory: './data',
      chromePath: null,
      certificateFile: null,
      certificatePassword: '',
      timeStampUrl: null,
      logLevel: 'info',
    };
    expect(readConfig({})).to.deep.equal(defaults);
    expect(readConfig({ PORT: '', DATABASE_URL: '', DATA_DIR: '', OTHER: 'x' })).to.deep.equal(defaults);
  });

  it('takes every variable', () => {
    const env = {
      PORT: '0',
      DATABASE_URL: 'postgres://a@localhost/b',
      DATA_DIR: '/d',
      CHROME_PATH: '/c',
      SEKISU_CERTIFICATE: '/e/city.p12',
      SEKISU_CERTIFICATE_PASSWORD: 'p',
      SEKISU_TSA_URL: 'http://tsa.example/tsr',
      LOG_LEVEL: 'warn',
    };
    expect(readConfig(env)).to.deep.equal({
      port: 0,
      databaseUrl: 'postgres://a@localhost/b',
      dataDirectory: '/d',
      chromePath: '/c',
      certificateFile: '/e/city.p12',
      certificatePassword: 'p',
      timeStampUrl: 'http://tsa.example/tsr',
      logLevel: 'warn',
    });
  });

  for (const [name, value] of [
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'mysql://u:secret-word@host/x'],
    ['DATABASE_URL', 'postgres://u:secret-word@:x'],
    ['LOG_LEVEL', 'loud'],
    ['SEKISU_TSA_URL', 'ftp://secret-word'],
  ] as const) {
    it(`refuses ${name}=${value}, naming the variable only`, () => {
      expect(() => readConfig({ [name]: value }))
        .to.throw(SekisuError)
        .that.satisfies(
          (error: SekisuError) => error.code === 'config.invalid' && error.details['name'] === name,
        )
        .and.satisfies((error: SekisuError) => !error.message.includes('secret-word'));
    });
  }
});
