import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { asPublic } from '../support/portico/c2s-client.ts';
import { download } from '../support/portico/media-client.ts';
import type { CanaryZone } from './canaries.ts';
import { post } from './clients.ts';
import type { Colleague, World } from './world.ts';
import type { Action } from './writing.ts';

/** Pictures whose metadata and names say what their readers are not to know. */
const attachPictures: Action = async (world) => {
  await attachPicture(world, 'public', 'public');
  await attachPicture(world, 'private', 'internal');
};

async function attachPicture(world: World, visibility: string, zone: CanaryZone): Promise<void> {
  const author = world.colleague();
  const { id } = await uploadPicture(world, author, zone);
  await post(world, zone, { visibility, media_ids: [id] }, 'status with picture', author);
}

export interface Picture {
  readonly id: string;
  readonly url: string;
  readonly alt: string;
}

/** Uploads a picture that says what it is not to say in everything but what is seen. */
export async function uploadPicture(world: World, author: Colleague, zone: CanaryZone): Promise<Picture> {
  const inside = (place: string): string => world.plant('internal', place);
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: `#${colour(world)}` } })
    .withExif({ IFD0: { Copyright: inside('picture.copyright'), ImageDescription: inside('picture.description') } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><title>${inside('picture.xmp')}</title></x:xmpmeta>`)
    .jpeg()
    .toBuffer();
  const form = new FormData();
  const alt = world.plant(zone, 'picture.alt text');
  form.set('description', alt);
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), `${inside('picture.file name')}.jpg`);
  const headers = { authorization: `Bearer ${author.rest.token}` };
  const uploaded = await fetch(`${world.house.origin}/api/v2/media`, { method: 'POST', headers, body: form });
  const { id = '' } = (await uploaded.json()) as { readonly id?: string };
  // Its address is told when it was read.
  await world.house.drain();
  const file = await author.rest.get(`/api/v1/media/${id}`);
  if (typeof file['url'] !== 'string') throw new Error(`the picture was not taken: ${JSON.stringify(file)}`);
  const url = file['url'];
  world.mediaPaths.push(new URL(url).pathname);
  if (zone === 'internal') {
    world.evidence.keepSecret(url, 'an internal picture');
    world.evidence.keepBytesSecret(Buffer.from((await download(url)).bytes), 'an internal picture');
  }
  return { id, url, alt };
}

/** No two pictures are of the same bytes. */
function colour(world: World): string {
  return createHash('sha256').update(String(world.random.next())).digest('hex').slice(0, 6);
}

/** A post is shown with one picture, and then with another one; what is said of a picture changes after that. */
const swapPictures: Action = async (world) => {
  for (const [visibility, zone] of [
    ['public', 'public'],
    ['private', 'internal'],
  ] as const) {
    const author = world.colleague();
    const [first, second] = [await uploadPicture(world, author, zone), await uploadPicture(world, author, zone)];
    const made = await post(world, zone, { visibility, media_ids: [first.id] }, 'status with a swap', author);
    if (!made) continue;
    const status = world.plant(zone, 'status after a swap.text');
    const swapped = await author.rest.request(`/api/v1/statuses/${made.clientId}`, {
      method: 'PUT',
      json: { status, media_ids: [second.id] },
    });
    const description = world.plant(zone, 'picture.later alt text');
    await author.rest.request(`/api/v1/media/${second.id}`, { method: 'PUT', json: { description } });
    if (swapped.status === 200 && zone === 'public') world.expect(author, [status, second.alt]);
    made.texts.push(status);
  }
};

/** The address of a colleague's internal picture, in a note that everybody may read: the picture stays where it is. */
const showAnothersPicture: Action = async (world) => {
  const [owner, author] = [world.colleague(), world.colleague()];
  if (owner === author) return;
  const { id, url } = await uploadPicture(world, owner, 'internal');
  await post(world, 'internal', { visibility: 'private', media_ids: [id] }, 'status with picture', owner);
  const attachment = { type: 'Image', mediaType: 'image/jpeg', url, name: 'a view' };
  const notes = [
    { content: 'look at this', attachment: [attachment] },
    { content: `look at <a href="${url}">this</a>` },
  ];
  for (const note of notes) await author.c2s.post({ type: 'Note', to: [asPublic], ...note });
};

export const pictures: Readonly<Record<string, Action>> = {
  pictures: attachPictures,
  'swaps of pictures': swapPictures,
  'pictures of others in public notes': showAnothersPicture,
};
