import { createHash, X509Certificate } from 'node:crypto';
import { subjectOf } from './certificate.ts';
import { checkSignedData } from './cms.ts';
import { ownMark } from './pdf-update.ts';
import { stampOf } from './time-stamp.ts';

/** One digital signature of a PDF and whether it holds. Whether its certificate is to be trusted is for the reader to say. */
export interface PdfSignature {
  /** Whether it is genuine, over the bytes that it names, and those are the whole file. */
  readonly isValid: boolean;
  /** Why it is not, for the record; null where it is. */
  readonly problem: string | null;
  /** Whom the certificate names. */
  readonly signer: string;
  readonly isSelfSigned: boolean;
  /** Moment of the time stamp, or null. */
  readonly stampedAt: string | null;
}

/**
 * Checks the digital signatures of a PDF, in the order of the file. A change of any byte outside a signature makes it
 * invalid, and so does what was added to the file after the last one.
 */
export function pdfSignatures(pdf: Uint8Array): readonly PdfSignature[] {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  return found.map((match, index) => {
    const range = match.slice(1, 5).map(Number) as [number, number, number, number];
    return checked(bytes, range, index === found.length - 1);
  });
}

function checked(
  bytes: Buffer,
  range: readonly [number, number, number, number],
  isLast: boolean,
): PdfSignature {
  const [first, firstLength, second, secondLength] = range;
  const broken = (problem: string): PdfSignature => ({
    isValid: false,
    problem,
    signer: '',
    isSelfSigned: false,
    stampedAt: null,
  });
  const end = second + secondLength;
  if (first !== 0 || second < firstLength || end > bytes.length) return broken('range');
  const room = bytes.subarray(firstLength, second).toString('latin1');
  if (!/^<[0-9a-fA-F]+>$/.test(room)) return broken('contents');
  try {
    const der = Buffer.from(room.slice(1, -1), 'hex');
    const signature = checkSignedData(der);
    const digest = createHash('sha256')
      .update(bytes.subarray(0, firstLength))
      .update(bytes.subarray(second, end))
      .digest();
    const stamp = signature.token === null ? null : stampOf(signature.token, signature.signature);
    const certificate = new X509Certificate(signature.certificate);
    const problem = !signature.digest.equals(digest)
      ? 'digest'
      : !signature.isGenuine
        ? 'signature'
        : !signature.namesCertificate
          ? 'certificate'
          : stamp !== null && !stamp.isRight
            ? 'time stamp'
            : !isPadding(der) || (isOwn(bytes, range) && !signature.isAsWritten)
              ? 'contents'
              : isLast && end !== bytes.length
                ? 'added'
                : null;
    return {
      isValid: problem === null,
      problem,
      signer: subjectOf(signature.certificate),
      isSelfSigned: certificate.subject === certificate.issuer,
      stampedAt: stamp?.at ?? null,
    };
  } catch {
    return broken('contents');
  }
}

/** Whether the part that is signed says that this product made the signature. */
function isOwn(bytes: Buffer, [, firstLength, second, secondLength]: readonly number[]): boolean {
  return (
    bytes.subarray(0, firstLength).includes(ownMark) ||
    bytes.subarray(second, second! + secondLength!).includes(ownMark)
  );
}

/** Whether what follows the signature in its room is empty: nothing may hide there. */
function isPadding(der: Buffer): boolean {
  const lengthBytes = (der[1]! & 0x80) === 0 ? 0 : der[1]! & 0x7f;
  const length = lengthBytes === 0 ? der[1]! : der.readUIntBE(2, Math.min(lengthBytes, 6));
  return der.subarray(2 + lengthBytes + length).every((byte) => byte === 0);
}
