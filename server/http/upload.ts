import { type Request, type Response, Router } from 'express';
import type { Account, Accounts, MediaFile } from '../../federation/ports/index.ts';
import type { JsonObject } from '../../policies/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import type { Media, UploadMeta } from '../media/index.ts';
import { type FormFile, readForm } from './multipart.ts';
import { problemOf } from './problems.ts';
import type { RateLimit } from './rate-limit.ts';
import { sendInside, sendProblem } from './respond.ts';
import { authorise } from './speaker.ts';

export interface UploadDoor {
  readonly origin: string;
  readonly tokens: BearerTokens;
  readonly accounts: Accounts;
  readonly rateLimit: RateLimit;
  readonly media: Media;
}

const mebibyte = 1024 * 1024;

/**
 * `POST /users/:name/uploadMedia` (SocialCG wiki: `file` and an `object` shell in JSON; Pleroma: `file` and `description`).
 * Answers 201 with what can be put into an attachment; nothing is posted.
 */
export function uploadRouter(door: UploadDoor): Router {
  const { media } = door;
  const router = Router();
  router.post('/users/:name/uploadMedia', async (request: Request, response: Response) => {
    const speaker = await authorise(door, request, response, 'write:media');
    if (!speaker) return;
    const form = await readForm(request, { field: 'file', fileBytes: media.limits.recordingBytes });
    if (form.kind === 'aborted') return;
    if (form.kind === 'too-large') {
      const most = media.limits.recordingBytes / mebibyte;
      return refuse(response, 413, `the file is larger than ${most} MiB: make it smaller`);
    }
    if (form.kind === 'malformed' || !form.file) {
      return refuse(response, 400, 'send `multipart/form-data` with the field `file`');
    }
    const shell = shellOf(form.fields);
    if (!shell) return refuse(response, 400, '`object` is not a JSON object');
    await take(door, response, speaker.account, form.file, shell);
  });
  return router;
}

/** What comes beside the file, in either shape. */
function shellOf({ object, description }: Readonly<Record<string, string>>): JsonObject | undefined {
  if (object === undefined) return description === undefined ? {} : { name: description };
  try {
    const shell: unknown = JSON.parse(object);
    const named = typeof shell === 'object' && shell !== null && !Array.isArray(shell);
    return named ? (shell as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

async function take(
  { media, origin }: UploadDoor,
  response: Response,
  account: Account,
  { fileName, mediaType, bytes }: FormFile,
  shell: JsonObject,
): Promise<void> {
  const { name, summary } = shell;
  const description = [name, summary].find((text) => typeof text === 'string');
  const meta: UploadMeta = { fileName, mediaType, ...(typeof description === 'string' && { description }) };
  const outcome = await media.upload(account, oneChunk(bytes), meta);
  if (outcome.kind === 'refused') return refuse(response, outcome.status, outcome.reason);
  const url = `${origin}/media/${outcome.file.id}`;
  response.setHeader('Location', url);
  sendInside(response, JSON.stringify(describe(outcome.file, url)), 201, 'application/activity+json');
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const types = { picture: 'Image', 'moving-picture': 'Video', sound: 'Audio' } as const;

function describe({ kind, original, description, blurhash }: MediaFile, url: string): JsonObject {
  const { mediaType, width, height } = original;
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: url,
    type: types[kind],
    mediaType,
    url,
    ...(description !== '' && { name: description }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(blurhash !== undefined && { blurhash }),
  };
}

function refuse(response: Response, status: number, detail: string): void {
  sendProblem(response, problemOf(status, 'the file was not taken', detail));
}
