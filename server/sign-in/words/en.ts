/** English. Words in braces are filled in. */
export const en = {
  signIn: 'Sign in',
  userName: 'User name',
  password: 'Password',
  house: 'This server belongs to your organisation. Its policies check whatever leaves it.',
  refused: 'That user name and password do not belong together. Check both and try again.',
  throttled: 'Too many attempts. Wait {minutes} min and try again.',
  elsewhere: 'Sign in on this page itself.',
  wants: '{app} would like to use your account.',
  allowTitle: 'Allow this app?',
  allowApp: 'Allow {app}?',
  asks: 'You are signed in as {name}. {app} asks to:',
  goesBack: 'You go back to {place}. Anyone can give an app any name: allow it only if you started this yourself.',
  pageWithCode: 'a page with a code to copy',
  appHere: 'an app on this device ({protocol})',
  sees: 'What your organisation can see',
  seen: [
    'This server belongs to your organisation. Its administrators run it and can reach what is stored on it, direct messages included.',
    'Whatever would leave the organisation is checked by its policies first. The decision is recorded; the words that were found are not part of that record.',
    'A post that is held for review is read by reviewers.',
    "Which apps you allow, and when, is visible to administrators. They and you can end an app's access at any time.",
  ],
  allow: 'Allow',
  deny: 'Deny',
  yourCode: 'Your code',
  copyCode: 'Copy this code into the app. It is good for one minute.',
  failed: 'That did not work',
  expired: 'This page was open too long: start again in the app.',
  denied: 'The app was not allowed.',
  scopes: {
    read: 'read what you can read here: timelines, posts, your notifications and lists',
    write: 'post, edit and delete in your name, and change your profile and settings',
    follow: 'follow, mute and block for you',
    push: 'send you push notifications',
    offline_access: 'stay signed in until you or the administrators end it',
    profile: 'know your name and picture',
    admin: 'use the rights of your role as moderator',
  },
};

/** What people read while they sign in, and while they allow an app. */
export type SignInWords = typeof en;
