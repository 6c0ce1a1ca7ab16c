import type { AuthorizationRequest } from './authorization.ts';

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1f; background: #fff }
label, input { display: block; width: 100%; box-sizing: border-box }
input { font: inherit; padding: .5rem; margin: .25rem 0 1rem; border: 1px solid #555; border-radius: .25rem }
button { font: inherit; padding: .5rem 1rem; min-height: 2.75rem; margin-right: .5rem }
code { font-size: 1.25rem; overflow-wrap: anywhere }
[role=alert] { border-left: .25rem solid #b3261e; padding-left: .75rem }
`;

/** What each scope lets an app do, in words for whoever is asked. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/^read/, 'read what you can read here: timelines, posts, your notifications and lists'],
  [/^write/, 'post, edit and delete in your name, and change your profile and settings'],
  [/^follow/, 'follow, mute and block for you'],
  [/^push/, 'send you push notifications'],
  [/^offline_access/, 'stay signed in until you or the administrators end it'],
  [/^profile/, 'know your name and picture'],
  [/^admin/, 'use the rights of your role as moderator'],
];

/** The first page: who are you? */
export function signInPage(request: AuthorizationRequest, problem?: string): string {
  return page(
    'Sign in',
    `<h1>Sign in</h1>
<p><strong>${escaped(request.client.name)}</strong> would like to use your account.</p>
${problem === undefined ? '' : `<p role="alert">${escaped(problem)}</p>`}
<form method="post" action="/oauth/authorize/sign-in">
<input type="hidden" name="request" value="${escaped(request.query)}">
<label for="name">User name</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>`,
  );
}

/** The second page: may this app act for you, and what does the organisation see of it? */
export function consentPage(request: AuthorizationRequest, name: string, step: string): string {
  const { client, scope, redirectUri } = request;
  const asked = scope.split(' ');
  const meant = meanings.flatMap(([pattern, text]) => (asked.some((one) => pattern.test(one)) ? [text] : []));
  return page(
    'Allow this app?',
    `<h1>Allow ${escaped(client.name)}?</h1>
<p>You are signed in as <strong>${escaped(name)}</strong>. ${escaped(client.name)} asks to:</p>
<ul>${meant.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>
<p>You go back to <strong>${escaped(destination(redirectUri))}</strong>. Anyone can give an app any name: allow it only if you started this yourself.</p>
<h2>What your organisation can see</h2>
<ul>
<li>This server belongs to your organisation. Its administrators run it and can reach what is stored on it, direct messages included.</li>
<li>Whatever would leave the organisation is checked by its policies first. The decision is recorded; the words that were found are not part of that record.</li>
<li>A post that is held for review is read by reviewers.</li>
<li>Which apps you allow, and when, is visible to administrators. They and you can end an app's access at any time.</li>
</ul>
<form method="post" action="/oauth/authorize">
<input type="hidden" name="step" value="${escaped(step)}">
<button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button>
</form>`,
  );
}

/** The code, for an app that can't be sent back to. */
export function codePage(code: string): string {
  return page(
    'Your code',
    `<h1>Your code</h1><p>Copy this code into the app. It is good for one minute.</p><p><code>${escaped(code)}</code></p>`,
  );
}

export function noticePage(line: string): string {
  return page('Sign in', `<h1>That did not work</h1><p role="alert">${escaped(line)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body><main>${body}</main></body>
</html>
`;
}

function destination(redirectUri: string): string {
  const url = URL.parse(redirectUri);
  if (!url || redirectUri.startsWith('urn:')) return 'a page with a code to copy';
  return url.host === '' ? `an app on this device (${url.protocol})` : url.host;
}

/** Text in HTML, also between quotation marks. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
