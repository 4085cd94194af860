import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import type { Instant } from '@js-joda/core';
import forge from 'node-forge';
import { SekisuError } from '../errors.ts';

/** What signs: a key and its certificate, with those of the issuers that are known. */
export interface Certificate {
  /** PEM, PKCS#8 or PKCS#1. */
  readonly privateKeyPem: string;
  /** DER of the signer's certificate, then of its issuers. */
  readonly chain: readonly Uint8Array[];
  /** Whom it names. */
  readonly subject: string;
  /** Whether it is the self-signed one for trials, which proves that nothing changed and not who signed. */
  readonly isTrial: boolean;
}

/** A certificate as the store keeps it. */
export interface StoredCertificate {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

/**
 * The certificate of a PKCS#12 file.
 * @throws SekisuError `signing.bad-certificate` when the file or its password is not right, or its key is not RSA
 */
export function certificateFromPkcs12(bytes: Uint8Array, password: string, file: string): Certificate {
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(bytes as unknown as ArrayBuffer));
    const archive = forge.pkcs12.pkcs12FromAsn1(asn1, password);
    const bagsOf = (type: string) => archive.getBags({ bagType: type })[type] ?? [];
    const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
    const key = [...bagsOf(pkcs8ShroudedKeyBag!), ...bagsOf(keyBag!)][0]?.key;
    if (key == null) throw new Error('no RSA key in the file');
    const privateKeyPem = forge.pki.privateKeyToPem(key);
    const own = publicKeyOf(privateKeyPem);
    const chain = bagsOf(certBag!).map((bag) =>
      derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1),
    );
    // The signer's first: verifiers that look at one look at that one.
    chain.sort((a, b) => Number(isOf(b, own)) - Number(isOf(a, own)));
    if (chain[0] === undefined || !isOf(chain[0], own))
      throw new Error('no certificate of the key in the file');
    return { privateKeyPem, chain, subject: subjectOf(chain[0]), isTrial: false };
  } catch (cause) {
    throw new SekisuError(
      'signing.bad-certificate',
      { file, problem: (cause instanceof Error ? cause.message : String(cause)).slice(0, 200) },
      cause,
    );
  }
}

/** A self-signed certificate for trials, valid for ten years. @param name whom it names, for example the contractor */
export function trialCertificate(name: string, from: Instant): StoredCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKeyPem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  );
  // A leading zero byte keeps the number positive.
  certificate.serialNumber = `00${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(from.toEpochMilli());
  certificate.validity.notAfter = new Date(from.plusSeconds(3650 * 86_400).toEpochMilli());
  const attributes = [
    { name: 'commonName', value: `${name}（試用・自己署名）`, valueTagClass: forge.asn1.Type.UTF8 },
    { name: 'organizationName', value: name, valueTagClass: forge.asn1.Type.UTF8 },
    { name: 'countryName', value: 'JP' },
  ] as unknown as forge.pki.CertificateField[];
  certificate.setSubject(attributes);
  certificate.setIssuer(attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(privateKeyPem), forge.md.sha256.create());
  return { privateKeyPem, certificatePem: forge.pki.certificateToPem(certificate) };
}

/** The trial certificate as it was kept. */
export function certificateFromStored({ privateKeyPem, certificatePem }: StoredCertificate): Certificate {
  const der = new X509Certificate(certificatePem).raw;
  return { privateKeyPem, chain: [der], subject: subjectOf(der), isTrial: true };
}

/** The common name of a certificate, or all of its subject. */
export function subjectOf(der: Uint8Array): string {
  const { subject } = new X509Certificate(der);
  return /(?:^|\n)CN=(.*)/.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}

/** DER of an ASN.1 value. */
export function derOf(value: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'binary');
}

function publicKeyOf(privateKeyPem: string): string {
  const key = createPublicKey(createPrivateKey(privateKeyPem)).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('hex');
}

function isOf(der: Uint8Array, publicKeySha256: string): boolean {
  const key = new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('hex') === publicKeySha256;
}
