import { createHash } from 'node:crypto';

/** Something that is not as it was signed or recorded, in both languages: what, and where. */
export interface Difference {
  /** Which version, file or entry. */
  readonly where: string;
  readonly ja: string;
  readonly en: string;
}

/** What was looked at and what of it differs; nothing differs = all of it is proven. */
export interface Proof {
  /** How many of each kind were looked at, in order. */
  readonly counts: readonly { readonly ja: string; readonly en: string; readonly count: number }[];
  readonly differences: readonly Difference[];
  /** Hash of the last entry of the log, which stands for all of it; null where no log was looked at. */
  readonly head: string | null;
}

/** SHA-256 of bytes, hex. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
