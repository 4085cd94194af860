import { createHash, sign, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Instant } from '@js-joda/core';
import forge from 'node-forge';
import {
  algorithm,
  attribute,
  bytesOf,
  integer,
  octets,
  oid,
  oids,
  parsed,
  partsOf,
  sequence,
  setOf,
  tagged,
} from '../../src/signing/asn1.ts';
import { derOf, trialCertificate } from '../../src/signing/certificate.ts';
import { issuerAndSerial, signedData } from '../../src/signing/cms.ts';

/** A small time-stamp authority of its own key, on this machine. */
export interface TestAuthority {
  readonly url: string;
  /** What it does with the next requests: stamps them, refuses them, or stamps something else. */
  manner: 'stamps' | 'refuses' | 'lies';
  close(): Promise<void>;
}

/** Starts an authority whose clock shows one moment. @param time `YYYYMMDDHHMMSSZ` */
export async function openAuthority(time: string): Promise<TestAuthority> {
  const stored = trialCertificate('試験時刻認証局', Instant.parse('2024-01-01T00:00:00Z'));
  const own = new X509Certificate(stored.certificatePem).raw;
  const { issuer, serial } = issuerAndSerial(own);
  const { asn1 } = forge;
  const generalizedTime = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.GENERALIZEDTIME, false, time);
  const answer = (query: Buffer): Buffer => {
    if (authority.manner === 'refuses') return derOf(sequence(sequence(integer(Buffer.from([2])))));
    const [, imprint, nonce] = partsOf(parsed(query));
    const asked = bytesOf(partsOf(imprint)[1]);
    const over = authority.manner === 'lies' ? createHash('sha256').update(asked).digest() : asked;
    const info = derOf(
      sequence(
        integer(Buffer.from([1])),
        oid('1.3.6.1.4.1.99999.1'),
        sequence(algorithm(oids.sha256), octets(over)),
        integer(Buffer.from([7])),
        generalizedTime,
        nonce!,
      ),
    );
    const attributes = setOf(
      attribute(oids.contentType, oid(oids.timeStampInfo)),
      attribute(oids.messageDigest, octets(createHash('sha256').update(info).digest())),
      attribute(
        oids.signingCertificateV2,
        sequence(sequence(sequence(octets(createHash('sha256').update(own).digest())))),
      ),
    );
    const signer = sequence(
      integer(Buffer.from([1])),
      sequence(issuer, serial),
      algorithm(oids.sha256),
      tagged(0, partsOf(attributes)),
      algorithm(oids.rsa),
      octets(sign('sha256', derOf(attributes), stored.privateKeyPem)),
    );
    const token = signedData(sequence(oid(oids.timeStampInfo), tagged(0, [octets(info)])), [own], signer, 3);
    return derOf(sequence(sequence(integer(Buffer.from([0]))), token));
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end(answer(Buffer.concat(parts)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority: TestAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    manner: 'stamps',
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return authority;
}
