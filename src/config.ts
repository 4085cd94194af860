import { z } from 'zod';
import { SekisuError } from './errors.ts';

/** Settings of one process; every one has a default that works on a bare machine. */
export interface Config {
  /** TCP port of the server, 0 to 65535; 0 = any free port. */
  readonly port: number;
  /** PostgreSQL URL, or null for the built-in database under `dataDirectory`. */
  readonly databaseUrl: string | null;
  /** Directory of everything that the product writes; the built-in database is its subdirectory `db`. */
  readonly dataDirectory: string;
  /** Path of a Chrome to print with, or null for the packaged one. */
  readonly chromePath: string | null;
  /** PKCS#12 file with which PDFs are signed, or null for a self-signed certificate. */
  readonly certificateFile: string | null;
  readonly certificatePassword: string;
  /** Authority for time stamps on signatures, or null for none. */
  readonly timeStampUrl: string | null;
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, '0-65535')
  .transform(Number)
  .refine((value) => value <= 65535, '0-65535');
const databaseUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), 'postgres://user@host:5432/name');

const timeStampUrl = z
  .string()
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'http://host/path');

const configSchema = z.object({
  PORT: port.default(3000),
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: z.string().default('./data'),
  CHROME_PATH: z.string().optional(),
  SEKISU_CERTIFICATE: z.string().optional(),
  SEKISU_CERTIFICATE_PASSWORD: z.string().default(''),
  SEKISU_TSA_URL: timeStampUrl.optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

/**
 * The settings that an environment gives. An empty variable counts as absent; unknown variables are ignored.
 * @param env `process.env` or any part of it
 * @throws SekisuError `config.invalid` naming the first wrong variable, never showing its value
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new SekisuError('config.invalid', { name: issue.path.join('.'), problem: issue.message });
  }
  return {
    port: parsed.data.PORT,
    databaseUrl: parsed.data.DATABASE_URL ?? null,
    dataDirectory: parsed.data.DATA_DIR,
    chromePath: parsed.data.CHROME_PATH ?? null,
    certificateFile: parsed.data.SEKISU_CERTIFICATE ?? null,
    certificatePassword: parsed.data.SEKISU_CERTIFICATE_PASSWORD,
    timeStampUrl: parsed.data.SEKISU_TSA_URL ?? null,
    logLevel: parsed.data.LOG_LEVEL,
  };
}
