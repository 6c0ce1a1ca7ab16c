import { ask } from '../api/ask.ts';
import type { Attachment } from '../api/entities.ts';
import type { DraftFile } from './draft.ts';

/** Uploads a file for a post in the name of an account. Throws `CallFailed`. */
export async function upload(file: File, as: string): Promise<DraftFile> {
  const body = new FormData();
  body.append('file', file, file.name);
  if (as !== '') body.append('as', as);
  const { id } = await ask<Attachment>('POST', '/api/v2/media', { body });
  const preview = file.type.startsWith('image/') ? { preview: URL.createObjectURL(file) } : {};
  return { id, name: file.name, description: '', ...preview };
}

/** Saves what was typed of a file. Throws `CallFailed`. */
export async function describe({ id, description }: DraftFile, as: string): Promise<void> {
  await ask('PUT', `/api/v1/media/${id}`, { body: { description, ...(as !== '' && { as }) } });
}
