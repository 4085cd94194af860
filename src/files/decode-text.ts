import { SekisuError } from '../errors.ts';

/**
 * Text of a file's bytes: UTF-8 with or without BOM, else Shift_JIS as Windows writes it (code page 932, with 髙 and ①).
 * UTF-8 is tried first because Shift_JIS text is hardly ever valid UTF-8, while the reverse happens.
 * @param bytes whole content @param file its name, for the message
 * @throws SekisuError `file.bad-encoding` when it is neither
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const text = decoded(bytes, 'utf-8') ?? decoded(bytes, 'shift_jis');
  // A NUL is valid in both and means UTF-16 without BOM or no text at all.
  if (text === undefined || text.includes('\0')) throw new SekisuError('file.bad-encoding', { file });
  return text;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
