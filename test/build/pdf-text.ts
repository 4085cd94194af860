import { getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF as a program reads it back. */
export interface ReadBack {
  readonly pages: readonly string[];
  readonly widths: readonly number[];
  readonly fonts: ReadonlyMap<string, boolean>;
  readonly outline: readonly string[];
  readonly isTagged: boolean;
}

/** Text per page without spaces, fonts with whether each is embedded, and the outline of a PDF. */
export async function readBack(pdf: Uint8Array): Promise<ReadBack> {
  const task = getDocument({
    data: new Uint8Array(pdf),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
  });
  const document = await task.promise;
  const pages: string[] = [];
  const widths: number[] = [];
  const fonts = new Map<string, boolean>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    widths.push(page.view[2]!);
    const { items } = await page.getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s/gu, ''),
    );
    const list = await page.getOperatorList();
    list.fnArray.forEach((operator, index) => {
      if (operator !== OPS.setFont) return;
      const font = page.commonObjs.get(list.argsArray[index][0]);
      fonts.set(font.name, font.missingFile === false);
    });
  }
  const outline = (await document.getOutline())?.map(({ title }) => title) ?? [];
  const mark = await document.getMarkInfo();
  await task.destroy();
  return { pages, widths, fonts, outline, isTagged: mark?.Marked === true };
}

/** All text of a PDF, without spaces. */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  return (await readBack(pdf)).pages.join('');
}
