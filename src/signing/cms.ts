import { createHash, createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import type forge from 'node-forge';
import {
  algorithm,
  attribute,
  bytesOf,
  integer,
  isTagged,
  octets,
  oid,
  oidOf,
  oids,
  parsed,
  partsOf,
  sequence,
  setOf,
  tagged,
} from './asn1.ts';
import { type Certificate, derOf } from './certificate.ts';

/** Gives the time-stamp token of a signature's bytes (RFC 3161), DER. */
export type Stamp = (signature: Uint8Array) => Promise<Uint8Array>;

/**
 * A detached CAdES signature over a SHA-256 digest, DER of a ContentInfo: content type, message digest and
 * signing-certificate-v2 are signed (ETSI EN 319 122-1, B-B), a time stamp over the signature is added where one is asked for.
 */
export async function signDigest(
  digest: Uint8Array,
  certificate: Certificate,
  stamp: Stamp | null,
): Promise<Buffer> {
  const [own] = certificate.chain;
  const { issuer, serial } = issuerAndSerial(own!);
  const signed = [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(
      oids.signingCertificateV2,
      sequence(
        sequence(
          sequence(
            octets(createHash('sha256').update(own!).digest()),
            sequence(sequence(tagged(4, [issuer])), serial),
          ),
        ),
      ),
    ),
  ];
  const attributes = setOf(...signed);
  const signature = sign('sha256', derOf(attributes), certificate.privateKeyPem);
  const token = stamp === null ? null : await stamp(signature);
  return writtenForm(certificate.chain, partsOf(attributes), signature, token);
}

/** A detached signature as `signDigest` writes it, DER. @param chain the signer's certificate first */
function writtenForm(
  chain: readonly Uint8Array[],
  attributes: readonly forge.asn1.Asn1[],
  signature: Uint8Array,
  token: Uint8Array | null,
): Buffer {
  const { issuer, serial } = issuerAndSerial(chain[0]!);
  const signer = sequence(
    integer(Buffer.from([1])),
    sequence(issuer, serial),
    algorithm(oids.sha256),
    tagged(0, attributes),
    algorithm(oids.rsa),
    octets(signature),
    ...(token === null ? [] : [tagged(1, [attribute(oids.timeStampToken, parsed(token))])]),
  );
  return derOf(signedData(sequence(oid(oids.data)), chain, signer));
}

/** A ContentInfo of SignedData with one signer. */
export function signedData(
  content: forge.asn1.Asn1,
  chain: readonly Uint8Array[],
  signer: forge.asn1.Asn1,
  version = 1,
): forge.asn1.Asn1 {
  return sequence(
    oid(oids.signedData),
    tagged(0, [
      sequence(
        integer(Buffer.from([version])),
        setOf(algorithm(oids.sha256)),
        content,
        tagged(0, chain.map(parsed)),
        setOf(signer),
      ),
    ]),
  );
}

/** What a detached signature says and whether it is of its certificate's key. */
export interface CheckedSignature {
  /** SHA-256 digest that was signed. */
  readonly digest: Buffer;
  /** Whether the certificate's key made the signature over its attributes. */
  readonly isGenuine: boolean;
  /** Whether signing-certificate-v2 names the certificate. */
  readonly namesCertificate: boolean;
  /** DER of the signer's certificate. */
  readonly certificate: Buffer;
  /** Signature itself, over which a time stamp is. */
  readonly signature: Buffer;
  /** Time-stamp token, DER; null where there is none. */
  readonly token: Buffer | null;
  /**
   * Whether it is, byte for byte, what `signDigest` writes of the same parts. Around them stands what no signature covers:
   * versions and names of algorithms; in a signature of ours nothing there may be otherwise.
   */
  readonly isAsWritten: boolean;
  /** Content that stands in the signature itself, as a time stamp's does; null where it is detached. */
  readonly content: Buffer | null;
}

/** Reads a ContentInfo of SignedData with one signer. @throws Error for anything else */
export function checkSignedData(der: Uint8Array): CheckedSignature {
  const [type, wrapped] = partsOf(parsed(der));
  if (oidOf(type) !== oids.signedData) throw new Error('no signed data');
  const parts = partsOf(partsOf(wrapped)[0]);
  const encapsulated = partsOf(parts[2]);
  const content = encapsulated[1] === undefined ? null : bytesOf(partsOf(encapsulated[1])[0]);
  const certificates = parts
    .filter((part) => isTagged(part, 0))
    .flatMap(partsOf)
    .map(derOf);
  const signer = partsOf(partsOf(parts.at(-1))[0]);
  const serial = bytesOf(partsOf(signer[1])[1]).toString('hex');
  const certificate = certificates.find(
    (own) => bytesOf(issuerAndSerial(own).serial).toString('hex') === serial,
  );
  if (certificate === undefined) throw new Error('no certificate of the signer');
  const at = signer.findIndex((part, index) => index > 2 && isTagged(part, 0));
  const attributes = partsOf(signer[at]);
  const signedValue = (identifier: string): forge.asn1.Asn1 | undefined => {
    const found = attributes.find((entry) => oidOf(partsOf(entry)[0]) === identifier);
    return found === undefined ? undefined : partsOf(partsOf(found)[1])[0];
  };
  const signature = bytesOf(signer[at + 2]);
  const named = signedValue(oids.signingCertificateV2);
  const unsigned = signer
    .slice(at + 3)
    .filter((part) => isTagged(part, 1))
    .flatMap(partsOf);
  const token = unsigned.find((entry) => oidOf(partsOf(entry)[0]) === oids.timeStampToken);
  return {
    digest: bytesOf(signedValue(oids.messageDigest)),
    // Signed is the SET itself; in the message it stands under a tag of its own.
    isGenuine: verify('sha256', derOf(setOf(...attributes)), createPublicKey(pemOf(certificate)), signature),
    namesCertificate:
      named !== undefined && namedHash(named).equals(createHash('sha256').update(certificate).digest()),
    certificate,
    signature,
    token: token === undefined ? null : derOf(partsOf(partsOf(token)[1])[0]!),
    isAsWritten: isAsWritten(der, certificates, attributes, signature, token),
    content,
  };
}

function isAsWritten(
  der: Uint8Array,
  chain: readonly Buffer[],
  attributes: readonly forge.asn1.Asn1[],
  signature: Buffer,
  token: forge.asn1.Asn1 | undefined,
): boolean {
  const stamped = token === undefined ? null : derOf(partsOf(partsOf(token)[1])[0]!);
  const written = writtenForm(chain, attributes, signature, stamped);
  return written.equals(Buffer.from(der.subarray(0, written.length)));
}

function namedHash(named: forge.asn1.Asn1): Buffer {
  const certificateId = partsOf(partsOf(partsOf(named)[0])[0]);
  // With SHA-256, the default, the algorithm is left out.
  return bytesOf(certificateId.find((part) => typeof part.value === 'string'));
}

/** Issuer and serial number of a certificate as its own bytes have them. */
export function issuerAndSerial(der: Uint8Array): {
  readonly issuer: forge.asn1.Asn1;
  readonly serial: forge.asn1.Asn1;
} {
  const body = partsOf(partsOf(parsed(der))[0]);
  const from = isTagged(body[0]!, 0) ? 1 : 0;
  return { serial: body[from]!, issuer: body[from + 2]! };
}

function pemOf(der: Uint8Array): string {
  return new X509Certificate(der).toString();
}
