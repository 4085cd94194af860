import { createHash } from 'node:crypto';
import type { ZonedDateTime } from '@js-joda/core';
import { DateTimeFormatter } from '@js-joda/core';
import { SekisuError } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import { type Stamp, signDigest } from './cms.ts';
import { withSignatureField } from './pdf-update.ts';

/** What a signature says in the reader's panel. */
export interface SignatureWords {
  readonly reason: string;
  readonly location: string;
  readonly at: ZonedDateTime;
}

/** Room for a signature with its certificates; with a time stamp and the authority's certificates. */
const roomBytes = 8192;
const stampedRoomBytes = 24_576;

/**
 * A PDF of ours with the certificate's signature over all of it (PAdES B-B; B-T with a time stamp).
 * @throws SekisuError `signing.unreadable-pdf`, `signing.no-time-stamp`
 */
export async function signPdf(
  pdf: Uint8Array,
  certificate: Certificate,
  words: SignatureWords,
  stamp: Stamp | null,
): Promise<Uint8Array> {
  const room =
    (stamp === null ? roomBytes : stampedRoomBytes) +
    certificate.chain.reduce((sum, der) => sum + der.length, 0);
  const { bytes, byteRange } = prepared(pdf, certificate, words, room);
  const [, before, from] = byteRange;
  const digest = createHash('sha256').update(bytes.subarray(0, before)).update(bytes.subarray(from)).digest();
  const signature = await signDigest(digest, certificate, stamp);
  if (signature.length > room)
    throw new SekisuError('signing.unreadable-pdf', { problem: `${signature.length} bytes` });
  bytes.write(signature.toString('hex'), before + 1, 'latin1');
  return new Uint8Array(bytes);
}

function prepared(
  pdf: Uint8Array,
  certificate: Certificate,
  { reason, location, at }: SignatureWords,
  room: number,
): ReturnType<typeof withSignatureField> {
  try {
    const offset = at.offset().id().replace(':', "'");
    const signedAt = `D:${at.format(DateTimeFormatter.ofPattern('yyyyMMddHHmmss'))}${offset === 'Z' ? 'Z' : `${offset}'`}`;
    return withSignatureField(pdf, { name: certificate.subject, reason, location, signedAt }, room);
  } catch (cause) {
    throw new SekisuError('signing.unreadable-pdf', { problem: String(cause).slice(0, 200) }, cause);
  }
}
