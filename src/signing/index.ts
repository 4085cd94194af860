/**
 * Answers: a PDF with the contractor's digital signature (PAdES B-B, with a time stamp B-T), and whether one still holds.
 * Assumes: PDFs as the printer makes them, with a plain table of cross-references; what it cannot read it refuses.
 * May import: the core, node-forge for ASN.1 and certificates, and Node's own cryptography.
 */
export {
  type Certificate,
  certificateFromPkcs12,
  certificateFromStored,
  type StoredCertificate,
  trialCertificate,
} from './certificate.ts';
export { type PdfSignature, pdfSignatures } from './check-pdf.ts';
export { type SignatureWords, signPdf } from './sign-pdf.ts';
export { stampOf, timeStampAuthority } from './time-stamp.ts';
