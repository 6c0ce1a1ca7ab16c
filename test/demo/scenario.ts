import { asPublic } from '../support/portico/c2s-client.ts';
import type { Past, Step } from './step.ts';

const html = (text: string) => `<p>${text}</p>`;

const note = (text: string, audience: Record<string, unknown> = {}) => ({
  type: 'Note',
  content: html(text),
  ...audience,
});

const publicly = { to: [asPublic] };

/** An access key of the kind that gets photographed; put together here so that no scanner of code takes it for a real one. */
const accessKey = ['AKIA', 'Z7QX4NP2', 'WLRT6VKD'].join('');

const publicPost = (step: Omit<Step, 'document' | 'asks'>): Step => ({
  ...step,
  asks: 'public',
  document: () => note(step.text, publicly),
});

const edit = (step: Omit<Step, 'document' | 'asks'>, of: string): Step => ({
  ...step,
  asks: 'public',
  document: (past) => ({ type: 'Update', object: { id: past.object(of), ...note(step.text) } }),
});

const directMessage = (step: Omit<Step, 'document' | 'asks'>, to: string): Step => ({
  ...step,
  asks: 'addressed',
  document: (past: Past) => {
    const href = past.outsider(to);
    return note(step.text, { to: [href], tag: [{ type: 'Mention', href, name: `@${to}` }] });
  },
});

/** An ordinary week at a company, with the mistakes that people make. */
export const scenario: readonly Step[] = [
  publicPost({
    key: 'news',
    speaker: 'press',
    text: 'Our new tide gauge is in the water. Come and see it on Saturday at the east pier.',
    verdict: 'allow',
    outside: { kind: 'as-written' },
  }),
  {
    key: 'inside',
    speaker: 'jonas',
    text: 'Nightjar passed the pressure test. Cake at four in the lab.',
    asks: 'internal',
    document: () => note('Nightjar passed the pressure test. Cake at four in the lab.'),
    verdict: 'inside',
    outside: { kind: 'nothing' },
    never: ['pressure test'],
  },
  publicPost({
    key: 'look-alike',
    speaker: 'jonas',
    // Greek capital Nu, Cyrillic small i and je.
    text: '\u039d\u0456ght\u0458ar ships in May, you read it here first.',
    verdict: 'block',
    outside: { kind: 'nothing' },
    never: ['ships in May'],
  }),
  publicPost({
    key: 'ticket',
    speaker: 'priya',
    text: 'Ticket 4111 1111 1111 1112 is closed. Thank you for your patience.',
    verdict: 'allow',
    outside: { kind: 'as-written' },
  }),
  publicPost({
    key: 'card',
    speaker: 'priya',
    text: 'The refund for card 4111 1111 1111 1111 is on its way.',
    verdict: 'block',
    outside: { kind: 'nothing' },
    never: ['4111 1111 1111 1111', '4111111111111111'],
  }),
  publicPost({
    key: 'phone',
    speaker: 'priya',
    text: 'Please call our customer on her mobile +49 151 2345 6789: the float valve leaks.',
    verdict: 'redact',
    outside: { kind: 'redacted', keeps: 'the float valve leaks' },
    never: ['2345 6789', '23456789'],
  }),
  publicPost({
    key: 'customers',
    speaker: 'tom',
    text:
      'Customers for the open day: Lena Vogt lena.vogt@werft.example, Ali Demir ali@demir-boote.example, ' +
      'Sofia Rossi s.rossi@cantiere.example, Per Holm per.holm@fjord.example',
    verdict: 'hold',
    outside: { kind: 'nothing' },
    never: ['lena.vogt', 'demir-boote', 's.rossi', 'per.holm'],
  }),
  {
    key: 'screenshot',
    speaker: 'jonas',
    text: 'Our status page has a new look.',
    act: '[image: console with an access key]',
    asks: 'public',
    document: ({ origin }) => ({
      ...note('Our status page has a new look.', publicly),
      attachment: [
        {
          type: 'Image',
          mediaType: 'image/png',
          url: `${origin}/media/status.png`,
          name: `Screenshot of the console: aws_access_key_id = ${accessKey}`,
        },
      ],
    }),
    verdict: 'block',
    outside: { kind: 'nothing' },
    never: [accessKey, 'status page'],
  },
  {
    key: 'reply',
    speaker: 'tom',
    text: 'Great! Can I tell the dealers that it is ready?',
    act: '↳ public answer to 2:',
    asks: 'public',
    document: (past) =>
      note('Great! Can I tell the dealers that it is ready?', { ...publicly, inReplyTo: past.object('inside') }),
    verdict: 'inside',
    outside: { kind: 'nothing' },
    never: ['tell the dealers'],
  },
  edit(
    {
      key: 'bad-edit',
      speaker: 'press',
      text: 'Our new tide gauge, Project Halibut until today, is in the water.',
      act: '✎ edit of 1:',
      verdict: 'block',
      outside: { kind: 'nothing' },
      never: ['Project Halibut'],
    },
    'news',
  ),
  edit(
    {
      key: 'good-edit',
      speaker: 'press',
      text: 'Our new tide gauge is in the water. Come and see it on Saturday at ten at the east pier.',
      act: '✎ edit of 1:',
      verdict: 'allow',
      outside: { kind: 'as-written' },
    },
    'news',
  ),
  publicPost({
    key: 'hiring',
    speaker: 'tom',
    text: 'We are looking for a welder who likes the sea.',
    verdict: 'allow',
    outside: { kind: 'as-written' },
  }),
  {
    key: 'delete',
    speaker: 'tom',
    text: '',
    act: '✕ deletes 12',
    asks: 'public',
    document: (past) => ({ type: 'Delete', object: past.object('hiring') }),
    verdict: 'allow',
    outside: { kind: 'deleted' },
  },
  directMessage(
    {
      key: 'message',
      speaker: 'tom',
      text: 'Your spare parts left the yard this morning, Ada.',
      act: '✉ to ada:',
      verdict: 'allow',
      outside: { kind: 'as-written' },
    },
    'ada',
  ),
  directMessage(
    {
      key: 'account',
      speaker: 'tom',
      text: 'You asked where to pay Mr Demir back: DE89 3704 0044 0532 0130 00.',
      act: '✉ to bruno:',
      verdict: 'block',
      outside: { kind: 'nothing' },
      never: ['DE89 3704', 'Mr Demir'],
    },
    'bruno',
  ),
];
