import type { DocumentContent } from '../documents/index.ts';
import type { DocumentFrame } from '../report/index.ts';
import type { Renderer } from './html.ts';

/**
 * A document as a whole HTML page, ready for `Printer.print` and for a look in the browser. The form gets the frame's
 * fields and the content's `body`.
 */
export function documentHtml(renderer: Renderer, content: DocumentContent, frame: DocumentFrame): string {
  return renderer.render(`print/forms/${content.view}`, { ...frame, body: content.body }, 'ja');
}
