import type { Router } from 'express';
import type { Spoken } from '../sign-in/words/index.ts';
import { createAssets } from './assets/assets.ts';
import { htmlPage, icon } from './page.ts';

/** Pages of one card in the middle and without a script: signing in, and allowing an app. */
export interface Cards {
  /** A whole document; `body` is markup, every text in it escaped. */
  page(spoken: Spoken, title: string, body: string): Promise<string>;
  /** Serves their style sheet. */
  readonly router: Router;
}

/** They have a bundle of their own: nobody who signs in waits until the apps are bundled. */
export function createCards(): Cards {
  const assets = createAssets({ card: 'design/index.css' }, '/assets/card');
  return {
    router: assets.router,
    async page({ lang, words }, title, body) {
      const files = await assets.filesOf(['card']);
      return htmlPage({ title: `${title} · Portico`, lang, files, body: cardOf(words.house, body) });
    },
  };
}

function cardOf(house: string, body: string): string {
  return `<main class="sign-in">
<div class="sign-in-card">
<div class="brand">${icon.replace('<svg ', '<svg width="40" height="40" aria-hidden="true" ')}<span>Portico</span></div>
${body}
<p class="muted small">${house}</p>
</div>
</main>`;
}
