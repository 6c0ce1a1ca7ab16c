import { extractImages, getDocumentProxy } from 'unpdf';
import type { FileContent, FilePart, UnreadableCause } from '../../../policies/index.ts';
import { innerPicturesMost, pagesMost, textLengthMost } from './bounds.ts';
import type { ReadPicture } from './office.ts';
import { pngOf } from './pixels.ts';
import { textOfXml } from './xml-text.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** Text layer (hidden text included), comments, form values, links, properties, bookmarks and pictures of a PDF. */
export async function readPdf(bytes: Uint8Array, readPicture: ReadPicture): Promise<FileContent> {
  let pdf: Pdf;
  try {
    pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    const locked = error instanceof Error && error.name === 'PasswordException';
    return { kind: 'unreadable', cause: locked ? 'encrypted' : 'damaged', parts: [] };
  }
  try {
    return await new PdfReading(pdf, readPicture).read();
  } finally {
    await pdf.loadingTask.destroy();
  }
}

class PdfReading {
  readonly #pdf: Pdf;
  readonly #readPicture: ReadPicture;
  readonly #parts: FilePart[] = [];
  #cause: UnreadableCause | undefined;
  #pictures = 0;
  #length = 0;

  constructor(pdf: Pdf, readPicture: ReadPicture) {
    this.#pdf = pdf;
    this.#readPicture = readPicture;
  }

  async read(): Promise<FileContent> {
    await this.#properties();
    if (this.#pdf.numPages > pagesMost) this.#cause = 'too-large';
    for (let number = 1; number <= Math.min(this.#pdf.numPages, pagesMost); number++) {
      if (this.#length > textLengthMost) break;
      await this.#page(await this.#pdf.getPage(number), number);
    }
    if (await this.#pdf.getAttachments()) this.#cause ??= 'archive';
    const parts = this.#parts;
    return this.#cause ? { kind: 'unreadable', cause: this.#cause, parts } : { kind: 'read', parts };
  }

  async #properties(): Promise<void> {
    const { info, metadata } = await this.#pdf.getMetadata();
    const said = wordsOf(info).join('\n');
    this.#add('properties', said);
    const raw = metadata?.getRaw();
    if (typeof raw === 'string') this.#add('properties', textOfXml(raw).text);
    this.#add('properties', titlesOf(await this.#pdf.getOutline()).join('\n'));
  }

  async #page(page: Page, number: number): Promise<void> {
    const { items } = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true });
    this.#add('text', items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    for (const note of (await page.getAnnotations()) as Record<string, unknown>[]) {
      const { contentsObj, titleObj, fieldValue, url, unsafeUrl, alternativeText } = note;
      this.#add('comments', wordsOf([contentsObj, titleObj, fieldValue, url ?? unsafeUrl, alternativeText]).join('\n'));
    }
    for (const { data, width, height, channels } of await extractImages(this.#pdf, number)) {
      // Rules and bullets are pictures too; nobody reads anything in them.
      if (width < 24 || height < 12) continue;
      this.#pictures += 1;
      if (this.#pictures > innerPicturesMost) {
        this.#cause ??= 'too-large';
        return;
      }
      const picture = await this.#readPicture(await pngOf(data, { width, height, channels }));
      if (picture.kind !== 'unread') for (const { part, value } of picture.parts) this.#add(part, value);
      if (picture.kind === 'unreadable') this.#cause ??= picture.cause;
    }
  }

  #add(part: FilePart['part'], value: string): void {
    this.#length += value.length;
    if (value.trim() !== '') this.#parts.push({ part, value });
  }
}

/** Every string in a value, however deep. */
function wordsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === 'dir' ? [] : wordsOf(member, depth + 1)));
}

function titlesOf(outline: Awaited<ReturnType<Pdf['getOutline']>> | null): string[] {
  return (outline ?? []).flatMap(({ title, items, url }) => [title, ...(url ? [url] : []), ...titlesOf(items)]);
}
