import forge from 'node-forge';
import { derOf } from './certificate.ts';

const { asn1 } = forge;
type Asn1 = forge.asn1.Asn1;

/** Object identifiers that signatures and time stamps use. */
export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
} as const;

/** A SEQUENCE. */
export function sequence(...values: Asn1[]): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);
}

/** A SET OF in DER: its members in the order of their bytes. */
export function setOf(...values: Asn1[]): Asn1 {
  const ordered = values.toSorted((a, b) => Buffer.compare(derOf(a), derOf(b)));
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, ordered);
}

/** A context-specific, constructed value `[number]`. */
export function tagged(number: number, values: readonly Asn1[]): Asn1 {
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, number as forge.asn1.Type, true, [...values]);
}

/** An OBJECT IDENTIFIER. */
export function oid(identifier: string): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(identifier).getBytes());
}

/** An INTEGER of bytes, most significant first. */
export function integer(bytes: Uint8Array): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, Buffer.from(bytes).toString('binary'));
}

/** An OCTET STRING. */
export function octets(bytes: Uint8Array): Asn1 {
  return asn1.create(
    asn1.Class.UNIVERSAL,
    asn1.Type.OCTETSTRING,
    false,
    Buffer.from(bytes).toString('binary'),
  );
}

/** An AlgorithmIdentifier with NULL parameters. */
export function algorithm(identifier: string): Asn1 {
  return sequence(oid(identifier), asn1.create(asn1.Class.UNIVERSAL, asn1.Type.NULL, false, ''));
}

/** An Attribute with one value. */
export function attribute(identifier: string, value: Asn1): Asn1 {
  return sequence(oid(identifier), setOf(value));
}

/** What DER bytes say; bytes after the first value are left out. @throws Error for what is no DER */
export function parsed(bytes: Uint8Array): Asn1 {
  const buffer = forge.util.createBuffer(Buffer.from(bytes).toString('binary'));
  return asn1.fromDer(buffer, { strict: true, parseAllBytes: false } as unknown as boolean);
}

/** The parts of a constructed value. @throws Error when it is none */
export function partsOf(value: Asn1 | undefined): Asn1[] {
  if (value === undefined || !Array.isArray(value.value)) throw new Error('not constructed');
  return value.value;
}

/** The bytes of a primitive value. @throws Error when it is none */
export function bytesOf(value: Asn1 | undefined): Buffer {
  if (value === undefined || typeof value.value !== 'string') throw new Error('not primitive');
  return Buffer.from(value.value, 'binary');
}

/** The identifier that an OBJECT IDENTIFIER is. */
export function oidOf(value: Asn1 | undefined): string {
  return asn1.derToOid(forge.util.createBuffer(bytesOf(value).toString('binary')));
}

/** Whether a value is context-specific with a number. */
export function isTagged(value: Asn1, number: number): boolean {
  return value.tagClass === asn1.Class.CONTEXT_SPECIFIC && (value.type as number) === number;
}
