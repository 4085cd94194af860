import iconv from 'iconv-lite';

/** Text in Shift_JIS, and what it could not say. */
export interface ShiftJisText {
  readonly bytes: Uint8Array;
  /** Characters for which 〓 stands, each once, in order of the text. */
  readonly replaced: readonly string[];
}

/** What stands for a character that Shift_JIS lacks; it is the printer's mark for a missing type. */
const missing = '〓';

/** Signs that Windows writes with another code point than the rest of the world, looking the same. */
const sameSigns: Readonly<Record<string, string>> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
};

/**
 * Text in Shift_JIS as Windows writes it (code page 932, with 髙, 﨑 and ①). A character that it lacks becomes 〓, never
 * a `?`; a letter with its marks or variants counts as one. A byte order mark is left out.
 */
export function encodeShiftJis(text: string): ShiftJisText {
  const replaced = new Set<string>();
  const known = new Map<string, string>();
  const written = (letter: string): string => {
    const found = [letter, letter.normalize('NFC'), sameSigns[letter]].find(
      (form) => form !== undefined && isWritable(form),
    );
    if (found === undefined) replaced.add(letter);
    return found ?? missing;
  };
  const letters = new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text.replace(/^\uFEFF/, ''));
  const parts = Array.from(letters, ({ segment }) => {
    const form = known.get(segment) ?? written(segment);
    known.set(segment, form);
    return form;
  });
  return { bytes: iconv.encode(parts.join(''), 'cp932'), replaced: [...replaced] };
}

function isWritable(text: string): boolean {
  return iconv.decode(iconv.encode(text, 'cp932'), 'cp932') === text;
}
