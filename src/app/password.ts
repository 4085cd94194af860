import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { SekisuError } from '../errors.ts';

/** Fewest and most characters of a password, both included; the upper bound keeps hashing cheap to refuse. */
export const passwordCharacters = { least: 12, most: 200 } as const;

/** Cost of scrypt: N, block size r, parallelism p; 2^15 and 8 take 32 MiB. Source: OWASP Password Storage Cheat Sheet. */
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const keyBytes = 32;

/**
 * Salted hash of a password, `scrypt$N$r$p$salt$key` with salt and key in base64url.
 * @throws SekisuError `password.wrong-length`
 */
export async function hashPassword(password: string): Promise<string> {
  const { least, most } = passwordCharacters;
  const characters = [...password].length;
  if (characters < least || characters > most) {
    throw new SekisuError('password.wrong-length', { least, most, characters });
  }
  const salt = randomBytes(16);
  const key = await keyOf(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a password is the one of a hash; takes the same time for a wrong password and a right one. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64url');
  const given = await keyOf(password, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Spends the time of a check where there is no account, so that a stranger cannot tell which logins exist. */
export async function pretendToCheck(password: string): Promise<void> {
  await keyOf(password, Buffer.alloc(16), cost);
}

function keyOf(
  password: string,
  salt: Buffer,
  { N, r, p }: { readonly N: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  // The same characters can be typed composed or decomposed, depending on the keyboard.
  const text = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    // Node allows 32 MiB unless told; scrypt needs 128 N r bytes and a little more.
    scrypt(text, salt, keyBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
