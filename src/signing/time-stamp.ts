import { createHash, randomBytes } from 'node:crypto';
import forge from 'node-forge';
import { SekisuError } from '../errors.ts';
import { algorithm, bytesOf, integer, octets, oidOf, oids, parsed, partsOf, sequence } from './asn1.ts';
import { derOf } from './certificate.ts';
import { checkSignedData, type Stamp } from './cms.ts';

const waitMilliseconds = 15_000;

/**
 * Asks an authority for time stamps (RFC 3161 over HTTP).
 * @returns a function that throws SekisuError `signing.no-time-stamp` when the authority does not answer, refuses, or stamps something else
 */
export function timeStampAuthority(url: string): Stamp {
  return async (signature) => {
    try {
      const digest = createHash('sha256').update(signature).digest();
      // Positive and without a leading zero byte, as DER has it.
      const nonce = randomBytes(8);
      nonce[0] = (nonce[0]! & 0x3f) | 0x40;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query' },
        body: timeStampQuery(digest, nonce),
        signal: AbortSignal.timeout(waitMilliseconds),
      });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const [status, token] = partsOf(parsed(new Uint8Array(await response.arrayBuffer())));
      const granted = bytesOf(partsOf(status)[0])[0];
      if ((granted !== 0 && granted !== 1) || token === undefined) throw new Error(`refused (${granted})`);
      const der = derOf(token);
      const stamp = stampOf(der, signature);
      if (!stamp.isRight || !stamp.nonce?.equals(nonce)) throw new Error('a stamp of something else');
      return der;
    } catch (cause) {
      const problem = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);
      throw new SekisuError(
        'signing.no-time-stamp',
        { place: URL.canParse(url) ? new URL(url).host : url, problem },
        cause,
      );
    }
  };
}

/** A TimeStampReq over a SHA-256 digest that asks for the authority's certificate. */
function timeStampQuery(digest: Uint8Array, nonce: Uint8Array): Buffer<ArrayBuffer> {
  const { asn1 } = forge;
  const query = sequence(
    integer(Buffer.from([1])),
    sequence(algorithm(oids.sha256), octets(digest)),
    integer(nonce),
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.BOOLEAN, false, '\xff'),
  );
  return Buffer.from(derOf(query));
}

/** What a time-stamp token says. */
export interface TimeStamp {
  /** Whether it is genuine and over the signature. */
  readonly isRight: boolean;
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly at: string;
  readonly nonce: Buffer | null;
  /** DER of the authority's certificate. */
  readonly certificate: Buffer;
}

/** Reads a time-stamp token. @param signature what it is to be over @throws Error for what is none */
export function stampOf(token: Uint8Array, signature: Uint8Array): TimeStamp {
  const checked = checkSignedData(token);
  if (checked.content === null) throw new Error('a token without content');
  const info = partsOf(parsed(checked.content));
  const imprint = partsOf(info[2]);
  const isOver =
    oidOf(partsOf(imprint[0])[0]) === oids.sha256 &&
    bytesOf(imprint[1]).equals(createHash('sha256').update(signature).digest());
  const isWhole = checked.digest.equals(createHash('sha256').update(checked.content).digest());
  const time = bytesOf(info[4]).toString('latin1');
  const nonce = info
    .slice(5)
    .find((part) => (part.type as number) === forge.asn1.Type.INTEGER && part.tagClass === 0);
  return {
    isRight: checked.isGenuine && isOver && isWhole,
    at: time.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5:$6Z'),
    nonce: nonce === undefined ? null : bytesOf(nonce),
    certificate: checked.certificate,
  };
}
