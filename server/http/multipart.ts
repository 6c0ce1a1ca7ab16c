import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';

/** A form with at most one file (RFC 7578). */
export type Form =
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>>; readonly file: FormFile | undefined }
  /** The file is larger than was allowed. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'aborted' };

export interface FormFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface FormLimits {
  /** Name of the field that holds the file. */
  readonly field: string;
  readonly fileBytes: number;
}

/** Of everything that is no file. */
const fieldBytes = 64 * 1024;

/** Reads a `multipart/form-data` body; parts beyond what is allowed are not kept. */
export function readForm(request: IncomingMessage, { field, fileBytes }: FormLimits): Promise<Form> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data;/i.test(type)) return Promise.resolve({ kind: 'malformed' });
  return new Promise((resolve) => {
    const limits = { fileSize: fileBytes, files: 1, fields: 32, parts: 33, fieldSize: fieldBytes, headerPairs: 32 };
    const parser = new Busboy({ headers: { ...request.headers, 'content-type': type }, limits });
    const fields: Record<string, string> = {};
    let file: FormFile | undefined;
    const end = (form: Form): void => {
      request.unpipe(parser);
      request.resume();
      resolve(form);
    };
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (name, stream, fileName = '', _encoding, mediaType) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => end({ kind: 'too-large' }));
      stream.on('error', () => end({ kind: 'malformed' }));
      stream.on('end', () => {
        if (name === field) file = { fileName, mediaType, bytes: new Uint8Array(Buffer.concat(chunks)) };
      });
    });
    parser.on('finish', () => end({ kind: 'form', fields, file }));
    parser.on('error', () => end({ kind: 'malformed' }));
    request.on('aborted', () => end({ kind: 'aborted' }));
    request.pipe(parser);
  });
}
