/** A text that citizens hear or read, or that tells of what they were told. */
export interface PublicText {
  /** Where it stands, as a reader finds it. */
  readonly place: string;
  readonly text: string;
}

/** A word that is to be another (第3章6ア). */
export interface WordingFinding extends PublicText {
  /** The word as it stands there. */
  readonly found: string;
  /** The word that it should be. */
  readonly use: string;
}

/** Words of the law that citizens are not to meet, with what is said instead. Full-width and spaced forms count too. */
const words: readonly { readonly pattern: RegExp; readonly use: string }[] = [
  { pattern: /個\s*人\s*番\s*号\s*(?:カ\s*ー\s*ド|ｶｰﾄﾞ)/u, use: 'マイナンバーカード' },
];

/**
 * Texts that do not say マイナンバーカード (第3章6ア: 個人番号カード is called so wherever citizens are told of it), one finding a
 * word and text, in order.
 */
export function wordingFindings(texts: readonly PublicText[]): WordingFinding[] {
  return texts.flatMap(({ place, text }) =>
    words.flatMap(({ pattern, use }) => {
      const found = pattern.exec(text)?.[0];
      return found === undefined ? [] : [{ place, text, found, use }];
    }),
  );
}
