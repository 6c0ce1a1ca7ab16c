import { createAddresses } from '../../../../federation/addressing.ts';
import type { ApexNode } from '../../../../federation/apex/types.ts';
import { acceptActivity } from '../../../../federation/inbox/accept.ts';

const ada = 'https://far.example/users/ada';
const addresses = createAddresses('https://corp.example');
const note = { id: 'https://far.example/notes/1', type: 'Note', attributedTo: [ada] };
const create = { id: 'https://far.example/activities/1', type: 'Create', actor: [ada], object: [note] };

const reasonOf = (activity: object) => {
  const outcome = acceptActivity(activity as ApexNode, ada, addresses);
  return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
};

describe('an activity from outside', () => {
  it('may bring along an object of its sender (control)', () => {
    expect(reasonOf(create)).toBe('accepted');
  });

  // A term without a definition, or none at all, comes out of the normal form as an empty type.
  it.each([
    ['it has no type itself', { ...create, type: '' }, 'the activity has no `type`'],
    ['its object has none', { ...create, object: [{ ...note, type: '' }] }, 'the object has no `type`'],
    ['its object has no id', { ...create, object: [{ ...note, id: undefined }] }, 'the object has no `id`'],
    ['it brings nothing', { ...create, object: [note.id] }, '`Create` brings no object'],
  ])('is refused where %s', (_what, activity, reason) => {
    expect(reasonOf(activity)).toBe(reason);
  });
});
