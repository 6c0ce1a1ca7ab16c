import { asPublic } from '../support/portico/c2s-client.ts';
import { post } from './clients.ts';
import { heldWord, redactedWord } from './house.ts';
import type { World } from './world.ts';
import { type Action, noteWith, write } from './writing.ts';

const writeToPartners: Action = (world) => write(world, 'partner', {}, 'note to partners');

/** Everybody reads it at one address, partners with what others don't get. */
const writeInTwoRenditions: Action = async (world) => {
  const author = world.colleague();
  const { note, texts } = noteWith(world, 'public', 'note in two renditions');
  const name = `${redactedWord}-${world.plant('partner', 'note in two renditions.name')}`;
  const answer = await author.c2s.post({ ...note, name, to: [asPublic, world.partners] });
  const made = world.made(author, 'public', answer);
  if (made?.zone !== 'public') return;
  world.expect(author, texts.slice(0, 3));
  made.texts.push(...texts);
};

/** What answers a partner's thread goes no further than partners. */
const replyToPartners: Action = async (world) => {
  const bound = world.post(({ zone }) => zone === 'partner');
  if (bound) await write(world, 'partner', { inReplyTo: bound.iri, to: [asPublic] }, 'reply to a note to partners');
};

/** Kept until its time, and decided then. */
const schedule: Action = async (world) => {
  const author = world.colleague();
  const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
  const [open, inside, held] = [
    world.plant('public', 'scheduled status.text'),
    world.plant('internal', 'scheduled status.text'),
    world.plant('private', 'held scheduled status.text'),
  ];
  const forms = [
    { status: open, visibility: 'public' },
    { status: inside, visibility: 'private' },
    { status: `${heldWord} ${held}`, visibility: 'public' },
  ];
  for (const form of forms) {
    const { status } = await author.rest.request('/api/v1/statuses', { json: { ...form, scheduled_at } });
    if (status === 200 && form.status === open) world.expect(author, [open]);
  }
};

/** Scheduled, and thought better of. */
const unschedule: Action = async (world) => {
  const author = world.colleague();
  const status = world.plant('private', 'cancelled status.text');
  const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
  const form = { status, visibility: 'public', scheduled_at };
  const { body } = await author.rest.request('/api/v1/statuses', { json: form });
  await author.rest.request(`/api/v1/scheduled_statuses/${String(body['id'])}`, { method: 'DELETE' });
};

const quotePublicly: Action = async (world) => {
  const bound = world.post(({ zone }) => zone === 'public');
  if (bound) await write(world, 'public', { quote: bound.iri }, 'quote of a public post');
};

/** Its author is asked, and told no more than that somebody asks. */
const quoteOutsider: Action = async (world) => {
  const note = world.ada.note('to be quoted', { to: [asPublic] });
  const zone = world.random.pick(['public', 'internal'] as const);
  await write(world, zone, { quote: note['id'] }, 'quote of an outsider');
};

/** As clients do it that know of quotes: of an internal post, for everybody. */
const quoteByClient: Action = async (world) => {
  const bound = world.post(({ zone, clientId }) => zone === 'internal' && clientId !== undefined);
  if (!bound) return;
  const json = { status: 'as was said', quoted_status_id: bound.clientId, visibility: 'public' };
  await world.colleague().rest.request('/api/v1/statuses', { json });
};

/** Some who say that they have moved have, and some have not. */
const move: Action = async (world) => {
  const who = world.colleagues.find(({ name }) => name === 'frida') ?? world.colleague();
  const target = world.ada.account(`${who.name}-elsewhere`, world.random.chance(0.5) ? [who.actor] : []);
  await who.c2s.post({ type: 'Move', object: who.actor, target });
};

/** What was edited, how it was written, and who liked it, for those who may read it. */
const readHistories: Action = async (world: World) => {
  const bound = world.post(({ clientId }) => clientId !== undefined);
  if (!bound) return;
  const { rest } = world.colleague();
  for (const what of ['history', 'source', 'context', 'favourited_by', 'reblogged_by']) {
    await rest.request(`/api/v1/statuses/${bound.clientId}/${what}`);
  }
};

/** Kept as a draft of nobody: posted, edited twice by a client, read back. */
const editTwice: Action = async (world) => {
  const author = world.colleague();
  const made = await post(world, 'internal', { visibility: 'private' }, 'status with a history', author);
  for (const round of ['first', 'second']) {
    const status = world.plant('internal', `status with a history.${round} edit`);
    await author.rest.request(`/api/v1/statuses/${made?.clientId}`, { method: 'PUT', json: { status } });
  }
};

export const staging: Readonly<Record<string, Action>> = {
  'notes to partners': writeToPartners,
  'notes in two renditions': writeInTwoRenditions,
  'answers to notes to partners, sent to everybody': replyToPartners,
  'scheduled statuses': schedule,
  'cancelled statuses': unschedule,
  'quotes of public posts': quotePublicly,
  'quotes of outsiders': quoteOutsider,
  'quotes of internal statuses by clients': quoteByClient,
  moves: move,
  'readings of histories': readHistories,
  'edits of edits': editTwice,
};
