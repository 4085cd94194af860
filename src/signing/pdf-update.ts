/** A PDF with room for a signature, and where that room is. */
export interface Prepared {
  readonly bytes: Buffer;
  /** `[0, length before the room, start after it, length after it]`, in bytes. */
  readonly byteRange: readonly [number, number, number, number];
}

/** Entry of the signature dictionary that says which product signed (PDF 32000-1, table 252, Prop_Build). */
export const ownMark = '/Prop_Build <</App <</Name /Sekisu>>>>';

/** What the signature dictionary says. */
export interface FieldWords {
  readonly name: string;
  readonly reason: string;
  readonly location: string;
  /** `D:20240424160500+09'00'` */
  readonly signedAt: string;
}

/**
 * Adds a signature field to a PDF as an incremental update: what was printed stays byte for byte, with its tags, language and
 * outline. The field shows in a reader's list of signatures and draws nothing on the page.
 * @param roomBytes most bytes of the signature
 * @throws Error for a PDF without a plain table of cross-references
 */
export function withSignatureField(pdf: Uint8Array, words: FieldWords, roomBytes: number): Prepared {
  const before = Buffer.from(pdf);
  const text = before.toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const offsets = offsetsOf(text, start);
  const trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(text.slice(start))?.[1] ?? '';
  const root = refIn(trailer, 'Root');
  const size = Number(/\/Size\s+(\d+)/.exec(trailer)?.[1]);
  const object = (number: number): string => {
    const from = offsets.get(number);
    const found =
      from === undefined
        ? null
        : /^\d+ \d+ obj\s*(<<[\s\S]*?>>)\s*endobj/.exec(text.slice(from, from + 500_000));
    if (found === null) throw new Error(`object ${number} is missing`);
    return found[1]!;
  };
  const catalog = object(root);
  if (/\/AcroForm\b/.test(catalog)) throw new Error('the PDF has a form already');
  const page = firstPage(object, refIn(catalog, 'Pages'));
  const [signature, field, form] = [size, size + 1, size + 2];
  const head = Buffer.from(
    `${signature} 0 obj\n<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (${words.signedAt}) ` +
      `${ownMark} /Name ${textOf(words.name)} /Reason ${textOf(words.reason)} /Location ${textOf(words.location)} /ByteRange `,
    'latin1',
  );
  const rangeRoom = 60;
  const base = before.length + 1;
  const contentsAt = base + head.length + rangeRoom + '/Contents '.length;
  const afterContents = contentsAt + roomBytes * 2 + 2;
  const objects: readonly (readonly [number, string])[] = [
    [root, withEntry(catalog, `/AcroForm ${form} 0 R`)],
    [page.number, withAnnotation(page.dictionary, field)],
    [
      field,
      `<</Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /TU ${textOf(words.reason)} /F 132 /Rect [0 0 0 0] /V ${signature} 0 R /P ${page.number} 0 R>>`,
    ],
    [form, `<</Fields [${field} 0 R] /SigFlags 3>>`],
  ];
  const places = new Map<number, number>([[signature, base]]);
  let tail = '>>\nendobj\n';
  for (const [number, dictionary] of objects) {
    places.set(number, afterContents + Buffer.byteLength(tail, 'latin1'));
    tail += `${number} 0 obj\n${dictionary}\nendobj\n`;
  }
  const newStart = afterContents + Buffer.byteLength(tail, 'latin1');
  const id = /\/ID\s*\[[^\]]*\]/.exec(trailer)?.[0] ?? '';
  const info = /\/Info\s+\d+\s+\d+\s+R/.exec(trailer)?.[0] ?? '';
  tail += `${tableOf(places)}trailer\n<</Size ${form + 1} /Root ${root} 0 R ${info} ${id} /Prev ${start}>>\nstartxref\n${newStart}\n%%EOF\n`;
  const after = Buffer.from(tail, 'latin1');
  const byteRange = [0, contentsAt, afterContents, after.length] as const;
  const range = `[${byteRange.join(' ')}]`.padEnd(rangeRoom, ' ');
  const bytes = Buffer.concat([
    before,
    Buffer.from('\n'),
    head,
    Buffer.from(`${range}/Contents <${'0'.repeat(roomBytes * 2)}>`, 'latin1'),
    after,
  ]);
  return { bytes, byteRange };
}

/** Numbers of objects with where they begin, from the one table of a PDF that was never updated. */
function offsetsOf(text: string, start: number): ReadonlyMap<number, number> {
  const table = /^xref\s+([\s\S]*?)trailer/.exec(text.slice(start));
  if (table === null) throw new Error('no table of cross-references');
  const offsets = new Map<number, number>();
  let next = 0;
  for (const line of table[1]!.trim().split(/\r?\n|\r/)) {
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(line);
    if (entry === null) next = Number(line.split(' ')[0]);
    else {
      if (entry[2] === 'n') offsets.set(next, Number(entry[1]));
      next += 1;
    }
  }
  return offsets;
}

function firstPage(
  object: (number: number) => string,
  tree: number,
): { readonly number: number; readonly dictionary: string } {
  let number = tree;
  // Trees of pages are shallow; a circle in one must not hold us.
  for (let depth = 0; depth < 20; depth += 1) {
    const dictionary = object(number);
    if (/\/Type\s*\/Page\b(?!s)/.test(dictionary)) return { number, dictionary };
    number = Number(/\/Kids\s*\[\s*(\d+)/.exec(dictionary)?.[1]);
  }
  throw new Error('no page');
}

function withAnnotation(page: string, field: number): string {
  if (/\/Annots\s*\[/.test(page)) return page.replace(/\/Annots\s*\[/, `/Annots [${field} 0 R `);
  if (/\/Annots\b/.test(page)) throw new Error('annotations elsewhere');
  return withEntry(page, `/Annots [${field} 0 R]`);
}

function withEntry(dictionary: string, entry: string): string {
  return `${dictionary.slice(0, dictionary.lastIndexOf('>>'))}\n${entry}>>`;
}

function refIn(dictionary: string, key: string): number {
  return Number(new RegExp(`/${key}\\s+(\\d+)\\s+\\d+\\s+R`).exec(dictionary)?.[1]);
}

/** A text string: UTF-16 with its mark, in hexadecimal. */
function textOf(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

function tableOf(places: ReadonlyMap<number, number>): string {
  const numbers = [...places.keys()].toSorted((a, b) => a - b);
  const entry = (number: number): string => `${String(places.get(number)).padStart(10, '0')} 00000 n \n`;
  return `xref\n${numbers.map((number) => `${number} 1\n${entry(number)}`).join('')}`;
}
