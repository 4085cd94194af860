import { X509Certificate } from 'node:crypto';
import { Instant, ZonedDateTime } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import forge from 'node-forge';
import { openPrinter, type Printer } from '../../src/render/pdf.ts';
import {
  type Certificate,
  certificateFromPkcs12,
  certificateFromStored,
  pdfSignatures,
  signPdf,
  timeStampAuthority,
  trialCertificate,
} from '../../src/signing/index.ts';
import { readBack } from '../build/pdf-text.ts';
import { rejectionOf } from '../db/rejection.ts';
import { openAuthority, type TestAuthority } from './authority.ts';

const html =
  '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>試験</title></head>' +
  '<body><h1>月報</h1><p>本文 <a href="#x">二へ</a></p><h2 id="x">二</h2></body></html>';
const words = {
  reason: '受託者の署名',
  location: '松阪',
  at: ZonedDateTime.parse('2024-04-24T16:05:00+09:00'),
};

describe('signPdf', () => {
  const stored = trialCertificate('見本株式会社', Instant.parse('2024-04-01T00:00:00Z'));
  const trial: Certificate = certificateFromStored(stored);
  let printer: Printer;
  let authority: TestAuthority;
  let plain: Uint8Array;
  let signed: Uint8Array;
  before(async () => {
    printer = openPrinter({});
    authority = await openAuthority('20240424070501Z');
    plain = await printer.print(html);
    signed = await signPdf(plain, trial, words, null);
  });
  after(async () => {
    await authority.close();
    await printer.close();
  });

  it('makes one valid signature over the whole file, which names who signed', () => {
    expect(pdfSignatures(plain)).to.deep.equal([]);
    expect(pdfSignatures(signed)).to.deep.equal([
      {
        isValid: true,
        problem: null,
        signer: '見本株式会社（試用・自己署名）',
        isSelfSigned: true,
        stampedAt: null,
      },
    ]);
    expect(new TextDecoder('latin1').decode(signed)).to.include('/SubFilter /ETSI.CAdES.detached');
  });

  it('leaves what was printed byte for byte, and readable as before', async () => {
    expect(Buffer.from(signed).subarray(0, plain.length).equals(Buffer.from(plain))).to.equal(true);
    const [before, after] = [await readBack(plain), await readBack(signed)];
    expect(after).to.deep.equal(before);
    expect(after.isTagged).to.equal(true);
  });

  it('is broken by a change of any one bit, wherever', () => {
    fc.assert(
      fc.property(fc.nat({ max: signed.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const changed = signed.slice();
        changed[at] = changed[at]! ^ (1 << bit);
        const found = pdfSignatures(changed);
        // Of the digits of the signature itself some have two signs: a and A are the same.
        const isSameDigit = /[a-f]/i.test(String.fromCharCode(signed[at]!)) && bit === 5;
        const isValid = found.length === 1 && found[0]!.isValid;
        expect(isValid).to.equal(isSameDigit && isValid);
      }),
      { numRuns: 300 },
    );
  });

  it('is broken by a change of what stands around the signed parts of the signature, which no signature covers', () => {
    const from = Buffer.from(signed).indexOf('/Contents <') + '/Contents <'.length;
    for (let at = from; at < from + 200; at += 1) {
      for (const bit of [0, 1, 2]) {
        const changed = signed.slice();
        changed[at] = changed[at]! ^ (1 << bit);
        expect(
          pdfSignatures(changed).every(({ isValid }) => !isValid),
          `${at} ${bit}`,
        ).to.equal(true);
      }
    }
  });

  it('is broken by bytes that are added', () => {
    const longer = new Uint8Array([...signed, 10]);
    expect(pdfSignatures(longer)).to.deep.include({
      ...pdfSignatures(signed)[0],
      isValid: false,
      problem: 'added',
    });
  });

  it('bears the time of an authority, over the signature itself', async () => {
    const stamped = await signPdf(plain, trial, words, timeStampAuthority(authority.url));
    expect(pdfSignatures(stamped)[0]).to.include({ isValid: true, stampedAt: '2024-04-24T07:05:01Z' });
  });

  for (const manner of ['refuses', 'lies'] as const) {
    it(`is not made when the authority ${manner}`, async () => {
      authority.manner = manner;
      const error = await rejectionOf(signPdf(plain, trial, words, timeStampAuthority(authority.url)));
      authority.manner = 'stamps';
      expect(error.code).to.equal('signing.no-time-stamp');
    });
  }

  it('refuses what is no PDF of ours', async () => {
    for (const bytes of [
      new Uint8Array(),
      new TextEncoder().encode('%PDF-1.7\nstartxref\n0\n%%EOF'),
      signed,
    ]) {
      expect((await rejectionOf(signPdf(bytes, trial, words, null))).code).to.equal('signing.unreadable-pdf');
    }
  });

  describe('certificateFromPkcs12', () => {
    const archive = (algorithm: 'aes256' | '3des') =>
      Buffer.from(
        forge.asn1
          .toDer(
            forge.pkcs12.toPkcs12Asn1(
              forge.pki.privateKeyFromPem(stored.privateKeyPem),
              [forge.pki.certificateFromPem(stored.certificatePem)],
              '合言葉 secret',
              { algorithm },
            ),
          )
          .getBytes(),
        'binary',
      );

    for (const algorithm of ['aes256', '3des'] as const) {
      it(`reads a file of ${algorithm}, which then signs`, async () => {
        const certificate = certificateFromPkcs12(archive(algorithm), '合言葉 secret', 'a.p12');
        expect(certificate).to.include({ isTrial: false, subject: '見本株式会社（試用・自己署名）' });
        expect(
          Buffer.from(certificate.chain[0]!).equals(new X509Certificate(stored.certificatePem).raw),
        ).to.equal(true);
        expect(pdfSignatures(await signPdf(plain, certificate, words, null))[0]?.isValid).to.equal(true);
      });
    }

    it('refuses a wrong password and what is no such file, without showing the password', () => {
      for (const [bytes, password] of [
        [archive('aes256'), 'falsch'],
        [new Uint8Array([1, 2, 3]), 'falsch'],
      ] as const) {
        expect(() => certificateFromPkcs12(bytes, password, 'a.p12'))
          .to.throw()
          .that.satisfies(
            (error: Error & { code: string }) =>
              error.code === 'signing.bad-certificate' && !error.message.includes('falsch'),
          );
      }
    });
  });
});
