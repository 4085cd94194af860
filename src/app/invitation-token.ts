import { createHash, randomBytes } from 'node:crypto';

/** A new secret for an invitation's link, 256 random bits in base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: its SHA-256, hex. The token has too many bits to be guessed from it. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
