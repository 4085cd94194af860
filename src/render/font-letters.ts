import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** A table of a WOFF2 file: where its bytes lie within the decompressed data. */
interface Table {
  readonly tag: string;
  readonly offset: number;
}

const headerBytes = 48;
/** Index of `cmap`, `glyf` and `loca` among the known tags (WOFF2, section 4.1). */
const cmapIndex = 0;
const [glyfIndex, locaIndex] = [10, 11];
const otherTag = 63;

/**
 * The same font without some code points. Where a font draws two code points with one glyph, a print's text has the
 * lower of them for both: of ‧ (U+2027) and ・ (U+30FB) the one that nobody types, so that no search finds the other.
 * Taken off the font it leaves the glyph to the one that is meant.
 * @param woff2 a whole file @param codePoints below U+10000
 * @throws Error when the bytes are no WOFF2 font
 */
export function withoutCodePoints(woff2: Buffer, codePoints: readonly number[]): Buffer {
  if (woff2.toString('latin1', 0, 4) !== 'wOF2') throw new Error('no WOFF2 font');
  const { tables, end } = directoryOf(woff2);
  const compressedBytes = woff2.readUInt32BE(20);
  const data = brotliDecompressSync(woff2.subarray(end, end + compressedBytes));
  const cmap = tables.find(({ tag }) => tag === 'cmap');
  if (cmap === undefined) throw new Error('a font without cmap');
  for (const subtable of subtablesOf(data, cmap.offset)) {
    for (const codePoint of codePoints) takeOff(data, subtable, codePoint);
  }
  const packed = brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  const padding = Buffer.alloc((4 - ((end + packed.length) % 4)) % 4);
  const head = Buffer.from(woff2.subarray(0, end));
  head.writeUInt32BE(end + packed.length + padding.length, 8);
  head.writeUInt32BE(packed.length, 20);
  // Neither metadata nor private data come along.
  head.fill(0, 28, headerBytes);
  return Buffer.concat([head, packed, padding]);
}

function directoryOf(woff2: Buffer): { readonly tables: readonly Table[]; readonly end: number } {
  const count = woff2.readUInt16BE(12);
  const tables: Table[] = [];
  let at = headerBytes;
  let offset = 0;
  const number = (): number => {
    let value = 0;
    for (;;) {
      const byte = woff2[at]!;
      at += 1;
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  for (let index = 0; index < count; index += 1) {
    const flags = woff2[at]!;
    at += 1;
    const known = flags & 63;
    let tag = known === cmapIndex ? 'cmap' : String(known);
    if (known === otherTag) {
      tag = woff2.toString('latin1', at, at + 4);
      at += 4;
    }
    const isGlyphs = known === glyfIndex || known === locaIndex;
    const version = flags >> 6;
    const plainBytes = number();
    const isTransformed = isGlyphs ? version !== 3 : version !== 0;
    tables.push({ tag, offset });
    offset += isTransformed ? number() : plainBytes;
  }
  return { tables, end: at };
}

function subtablesOf(data: Buffer, cmap: number): number[] {
  const count = data.readUInt16BE(cmap + 2);
  const offsets = Array.from({ length: count }, (_, index) => cmap + data.readUInt32BE(cmap + 8 + 8 * index));
  return [...new Set(offsets)];
}

/** Maps a code point to glyph 0, as if the font did not have it, where it stands in a segment of its own. */
function takeOff(data: Buffer, subtable: number, codePoint: number): void {
  const format = data.readUInt16BE(subtable);
  if (format === 12) {
    const groups = data.readUInt32BE(subtable + 12);
    for (let index = 0; index < groups; index += 1) {
      const at = subtable + 16 + 12 * index;
      const isOwn = data.readUInt32BE(at) === codePoint && data.readUInt32BE(at + 4) === codePoint;
      if (isOwn) data.writeUInt32BE(0, at + 8);
    }
  } else if (format === 4) {
    const segments = data.readUInt16BE(subtable + 6) / 2;
    const [ends, starts] = [subtable + 14, subtable + 16 + 2 * segments];
    const deltas = starts + 2 * segments;
    const rangeOffsets = deltas + 2 * segments;
    for (let index = 0; index < segments; index += 1) {
      const isOwn =
        data.readUInt16BE(starts + 2 * index) === codePoint &&
        data.readUInt16BE(ends + 2 * index) === codePoint;
      if (!isOwn) continue;
      data.writeUInt16BE(0x10000 - codePoint, deltas + 2 * index);
      data.writeUInt16BE(0, rangeOffsets + 2 * index);
    }
  }
}
