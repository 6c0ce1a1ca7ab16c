/** English. */
export const en = {
  block: 'Not posted. {title}: {guidance}',
  confirm: 'Not posted yet. {title}: {guidance} To post it anyway, wait a moment and post the same text again.',
  'confirm-token': 'Not posted yet. {title}: {guidance} Confirm it to post it anyway.',
  dropped: 'Left out for readers outside: {names}.',
  'held-note': 'Waits for review. Only you see it until then.',
  'zone-internal': 'Colleagues only',
  'zone-followers': 'Colleagues, and followers outside',
  'zone-partner': 'Colleagues, and partners in “{zone}”',
  held: 'Your post waits for review before it leaves. {title}: {guidance} You see it in your timeline; nobody else does. Delete it to take it back.',
  advise: 'Your post went out. For next time, {title}: {guidance}',
  redact:
    'Parts of your post were taken out for readers outside. {title}: {guidance} Colleagues see the full text. Outside it reads:',
  downgrade: 'Your post reached fewer people than you chose. {title}: {guidance}',
  narrowed: 'Your post stays with those who can see what it answers.',
  keptInside: 'Your post stays inside: this server does not speak with others.',
  asked: '{asked} is asked first: nobody else outside hears of this until they agree.',
  'stopped-late':
    'Its author agreed, but what you did stays inside: it does not leave under the policies of today. {title}: {guidance}',
  more: 'More about it, and what to do: {link}',
  found: 'What was found: {kinds}.',
  'choice-post': 'Post it anyway',
  'choice-review': 'Send it for review',
  'choice-leave': 'Leave it',
  'say-why': 'Say why it may leave: reply to this message.',
  posted: 'Posted.',
  'review-request':
    '{author} would like this to leave ({title}). May it? A favourite is a yes, a reply is a question to the author.',
  'choice-approve': 'Let it go',
  'choice-reject': 'Reject it',
  'choice-ask': 'Ask the author',
  'say-what': 'Reply to the message with your question.',
  'review-done': 'Done. Thank you.',
  rejected: 'A reviewer did not let this go.',
  'review-released': 'Your post was released and has left.',
  'review-redacted':
    'Your post was released without what was found in it. Colleagues see the full text. Outside it reads:',
  'review-asked': 'A reviewer asks about your post that waits. Reply to this message to answer; it goes on waiting.',
  'review-rejected': 'Your post does not leave:',
  'review-expired': 'Nobody released your post in time. Post it again if it still matters.',
  'review-answered': 'The author answers what you asked about their post:',
  incident: '{count} posts were stopped within a short time: {title}. It is an incident now: {link}',
};

/** The texts that every language has. */
export type Texts = Readonly<Record<keyof typeof en, string>>;
