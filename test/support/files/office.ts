import { strToU8, zipSync } from 'fflate';

const types: Readonly<Record<string, string>> = {
  docx: 'wordprocessingml.document.main',
  xlsx: 'spreadsheetml.sheet.main',
  pptx: 'presentationml.presentation.main',
};

/** A DOCX, XLSX or PPTX of exactly these parts (and the list of content types that tells its kind). */
export function officeOf(
  kind: 'docx' | 'xlsx' | 'pptx',
  parts: Readonly<Record<string, string | Uint8Array>>,
): Uint8Array {
  const main = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml', pptx: 'ppt/presentation.xml' }[kind];
  const contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${types[kind]}+xml"/></Types>`;
  const files = { '[Content_Types].xml': contentTypes, ...parts };
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );
}

/** A Word document of these paragraphs, each made of runs. */
export function docxOf(
  paragraphs: readonly (readonly string[])[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const body = paragraphs
    .map((runs) => `<w:p>${runs.map((run) => `<w:r><w:t>${run}</w:t></w:r>`).join('')}</w:p>`)
    .join('');
  return officeOf('docx', { 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>`, ...more });
}
