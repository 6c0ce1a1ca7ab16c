import type { MediaFile } from '../../../federation/ports/index.ts';
import { isUpload, textOf } from '../../http/parameters.ts';
import type { UploadMeta } from '../../media/index.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { uploadEntity } from '../entities/attachment.ts';
import { notTheirs, voiceOf } from '../speaking.ts';

/** Answers 202 while the gate can't know yet what the file says; it may be attached all the same. */
async function upload(call: Call, parts: MastodonParts): Promise<Answer> {
  const { parameters } = call;
  const file = parameters['file'];
  const voice = await voiceOf(parts, call.account, parameters);
  if (!voice) return refuse(notTheirs, 403);
  if (!isUpload(file)) return refuse("Validation failed: File can't be blank");
  const meta = { fileName: file.filename, ...described(call) };
  const outcome = await parts.media.upload(voice.account, oneChunk(file.bytes), meta);
  if (outcome.kind === 'refused') return refuse(sentence(outcome.reason), outcome.status === 413 ? 413 : 422);
  return { status: outcome.read ? 200 : 202, body: await entity(outcome.file, call, parts) };
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const file = await ownFile(call, parts);
  if (!file) return missing;
  return { status: parts.media.isRead(file) ? 200 : 206, body: await entity(file, call, parts) };
}

async function update(call: Call, parts: MastodonParts): Promise<Answer> {
  const file = await ownFile(call, parts);
  if (!file) return missing;
  const outcome = await parts.media.describe({ ...call.account, actorId: file.owner }, file.id, described(call));
  if (outcome.kind === 'refused') return refuse(sentence(outcome.reason));
  return outcome.kind === 'absent' ? missing : ok(await entity(outcome.file, call, parts));
}

async function remove(call: Call, parts: MastodonParts): Promise<Answer> {
  const file = await ownFile(call, parts);
  if (!file) return missing;
  const outcome = await parts.media.remove({ ...call.account, actorId: file.owner }, file.id);
  if (outcome === 'in-use') return refuse('This file goes with a post: delete the post');
  return outcome === 'absent' ? missing : ok({});
}

function described({ parameters }: Call): Pick<UploadMeta, 'description' | 'focus'> {
  const description = textOf(parameters['description']);
  const [x = Number.NaN, y = Number.NaN] = (textOf(parameters['focus']) ?? '').split(',').map(Number);
  const focus = Math.abs(x) <= 1 && Math.abs(y) <= 1 ? ([x, y] as const) : undefined;
  return { ...(description !== undefined && { description }), ...(focus && { focus }) };
}

async function ownFile({ path, account, parameters }: Call, parts: MastodonParts): Promise<MediaFile | undefined> {
  const { ids, media, origin } = parts;
  const iri = await ids.iriOf(path['id'] ?? '');
  const prefix = `${origin}/media/`;
  const voice = await voiceOf(parts, account, parameters);
  return voice && iri?.startsWith(prefix) ? media.ownFile(voice.account, iri.slice(prefix.length)) : undefined;
}

async function entity(file: MediaFile, { account }: Call, { ids, media, origin }: MastodonParts): Promise<object> {
  const id = await ids.idOf(`${origin}/media/${file.id}`);
  return uploadEntity(id, file, media.addressesOf(file, account), media.isRead(file));
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function sentence(reason: string): string {
  return reason.replace(/^./, (letter) => letter.toUpperCase());
}

export const mediaRoutes: readonly Route[] = [
  { method: 'post', path: '/api/v2/media', scope: 'write:media', bodyLimit: 48 * 1024 * 1024, handle: upload },
  { method: 'post', path: '/api/v1/media', scope: 'write:media', bodyLimit: 48 * 1024 * 1024, handle: upload },
  { method: 'get', path: '/api/v1/media/:id', scope: 'write:media', handle: read },
  { method: 'put', path: '/api/v1/media/:id', scope: 'write:media', handle: update },
  { method: 'delete', path: '/api/v1/media/:id', scope: 'write:media', handle: remove },
];
