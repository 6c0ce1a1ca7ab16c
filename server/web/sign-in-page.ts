import { escaped, icon } from './page.ts';

interface SignInForm {
  /** Where to go on to. */
  readonly to: string;
  readonly name?: string;
  readonly problem?: string;
}

/** The sign-in form. What was typed stays, but for the password. */
export function signInBody({ to, name = '', problem }: SignInForm): string {
  return `<main class="sign-in">
<div class="sign-in-card">
<div class="brand">${icon.replace('<svg ', '<svg width="40" height="40" aria-hidden="true" ')}<span>Portico</span></div>
<h1>Sign in</h1>
${problem === undefined ? '' : `<p class="notice notice-danger" role="alert">${escaped(problem)}</p>`}
<form method="post" action="/sign-in" class="stack">
<input type="hidden" name="to" value="${escaped(to)}">
<div class="field"><label for="name">User name</label>
<input id="name" name="name" value="${escaped(name)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${name === '' ? ' autofocus' : ''}></div>
<div class="field"><label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${name === '' ? '' : ' autofocus'}></div>
<button type="submit" class="button button-primary button-wide">Sign in</button>
</form>
<p class="muted small">This server belongs to your organisation. Its policies check whatever leaves it.</p>
</div>
</main>`;
}
