import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/**
 * The text of every page of a PDF, in order, without spaces: those of a print follow its layout, not its words.
 * @throws Error when the bytes are no PDF
 */
export async function pdfPages(pdf: Uint8Array): Promise<string[]> {
  const task = getDocument({
    data: new Uint8Array(pdf),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
  });
  const document = await task.promise;
  try {
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(withoutSpaces(items.map((item) => ('str' in item ? item.str : '')).join('')));
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

/** A text as `pdfPages` has it. */
export function withoutSpaces(text: string): string {
  return text.replace(/\s/gu, '');
}
