/** English. Words in braces are filled in. */
export const en = {
  page: 'About your post',
  happened: {
    block: 'Your post was not published',
    hold: 'Your post was held for review',
    confirm: 'Your post needs your word',
    downgrade: 'Your post reached fewer people than you chose',
    redact: 'Parts of your post were taken out for readers outside',
    advise: 'Your post went out, with some advice',
  },
  why: 'What the policies say',
  found: 'What was found:',
  unshown: 'The words themselves are not shown here: they are not part of the record.',
  redactions: {
    label: 'replaced by a label',
    mask: 'replaced by dots',
    remove: 'taken out',
    'keep-last-4': 'replaced by dots but for the last four characters',
    'drop-attachment': 'left out with its attachment',
  },
  outside: 'What is read outside',
  held: {
    waiting: 'It waits for the word of reviewers: {agreed} of {tiers} have agreed.',
    check: 'It waits because a check could not be made. It is decided as soon as that works again, or by a reviewer.',
    until: 'It waits until {time}.',
    released: 'A reviewer let it go: it has left.',
    rejected: 'It does not leave:',
    expired: 'Nobody let it go in time, so it does not leave.',
    gone: 'It no longer waits.',
  },
  whatNext: 'What you can do',
  next: {
    block: 'Change what the policies name, and post it again.',
    hold: 'While it waits you need do nothing; you are told what comes of it. Delete it in your timeline to take it back.',
    confirm: 'Decide here, or answer the message of @policy. You have a quarter of an hour from when you were asked.',
    downgrade: 'Colleagues see it. To reach more people, change what the policies name and post it again.',
    redact: 'Colleagues see the full text. If the rest says too little, edit your post.',
    advise: 'Nothing has to be done. Next time, heed the advice before you post, or edit your post.',
  },
  reason: 'Why it may leave',
  answered: 'Your answer is taken. @policy tells you what comes of it.',
  closed: 'There is nothing to answer any more. To post it, write it again, and you are asked anew.',
  again: 'Write it again',
};

/** What the author of a post reads on the page about it. */
export type TipWords = typeof en;
