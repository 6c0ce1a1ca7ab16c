import { filled, type SignInWords } from '../sign-in/words/index.ts';
import { escaped } from '../web/page.ts';
import { signInBody } from '../web/sign-in-page.ts';
import type { AuthorizationRequest } from './authorization.ts';

/** Bodies of the pages that lead from an app to its token; what comes from outside is escaped. */
export interface Body {
  readonly title: string;
  readonly markup: string;
}

/** What was typed and what was wrong with it. */
export interface Tried {
  readonly name: string;
  readonly problem: string;
}

/** The first page: who are you? */
export function signInPage(words: SignInWords, { client, query }: AuthorizationRequest, tried?: Tried): Body {
  const lead = `<p>${filled(words.wants, { app: strong(client.name) })}</p>`;
  const form = { action: '/oauth/authorize/sign-in', carries: { request: query }, lead, ...tried };
  return { title: words.signIn, markup: signInBody(words, form) };
}

/** The second page: may this app act for you, and what does the organisation see of it? */
export function consentPage(words: SignInWords, request: AuthorizationRequest, name: string, step: string): Body {
  const { client, scope, redirectUri } = request;
  const asked = scope.split(' ');
  const meant = Object.entries(words.scopes).flatMap(([prefix, text]) =>
    asked.some((one) => one.startsWith(prefix)) ? [text] : [],
  );
  const markup = `<h1>${filled(words.allowApp, { app: escaped(client.name) })}</h1>
<p>${filled(words.asks, { name: strong(name), app: escaped(client.name) })}</p>
<ul class="points">${items(meant)}</ul>
<p>${filled(words.goesBack, { place: strong(destination(words, redirectUri)) })}</p>
<h2>${words.sees}</h2>
<ul class="points small">${items(words.seen)}</ul>
<form method="post" action="/oauth/authorize" class="row">
<input type="hidden" name="step" value="${escaped(step)}">
<button type="submit" name="decision" value="allow" class="button button-primary">${words.allow}</button>
<button type="submit" name="decision" value="deny" class="button">${words.deny}</button>
</form>`;
  return { title: words.allowTitle, markup };
}

/** The code, for an app that can't be sent back to. */
export function codePage(words: SignInWords, code: string): Body {
  const markup = `<h1>${words.yourCode}</h1><p>${words.copyCode}</p><p class="code-to-copy"><code>${escaped(code)}</code></p>`;
  return { title: words.yourCode, markup };
}

/** What went wrong, in the words of the protocol where only the maker of the app can mend it. */
export function noticePage(words: SignInWords, line: string): Body {
  const markup = `<h1>${words.failed}</h1><p class="notice notice-danger" role="alert">${escaped(line)}</p>`;
  return { title: words.failed, markup };
}

function items(lines: readonly string[]): string {
  return lines.map((line) => `<li>${line}</li>`).join('');
}

function strong(text: string): string {
  return `<strong>${escaped(text)}</strong>`;
}

function destination(words: SignInWords, redirectUri: string): string {
  const url = URL.parse(redirectUri);
  if (!url || redirectUri.startsWith('urn:')) return words.pageWithCode;
  return url.host === '' ? filled(words.appHere, { protocol: url.protocol }) : url.host;
}
