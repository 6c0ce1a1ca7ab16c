import type { SignInWords } from '../sign-in/words/index.ts';
import { escaped } from './page.ts';

export interface SignInForm {
  /** Path that the form goes to. */
  readonly action: string;
  /** What goes along with it, unseen. */
  readonly carries: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly problem?: string;
  /** Markup between the heading and the form. */
  readonly lead?: string;
}

/** The sign-in form. What was typed stays, but for the password. */
export function signInBody(words: SignInWords, { action, carries, name = '', problem, lead = '' }: SignInForm): string {
  const hidden = Object.entries(carries).map(
    ([field, value]) => `<input type="hidden" name="${field}" value="${escaped(value)}">`,
  );
  return `<h1>${words.signIn}</h1>
${lead}
${problem === undefined ? '' : `<p class="notice notice-danger" role="alert">${escaped(problem)}</p>`}
<form method="post" action="${action}" class="stack">
${hidden.join('\n')}
<div class="field"><label for="name">${words.userName}</label>
<input id="name" name="name" value="${escaped(name)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${name === '' ? ' autofocus' : ''}></div>
<div class="field"><label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${name === '' ? '' : ' autofocus'}></div>
<button type="submit" class="button button-primary button-wide">${words.signIn}</button>
</form>`;
}
