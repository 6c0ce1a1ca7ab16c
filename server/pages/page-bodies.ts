import type { Intent } from '../../federation/index.ts';
import type { Answer } from './conversation.ts';
import { Markup, markup } from './markup.ts';
import { answersMarkup, face, postMarkup } from './post-markup.ts';
import type { Theme } from './theme.ts';
import type { Person, Post } from './view.ts';
import { filled, langOf, type Spoken } from './words/index.ts';

interface InteractForm {
  readonly intent: Intent;
  /** What a visitor wants to do it with. */
  readonly uri: string;
  readonly typed?: string | undefined;
  readonly problem?: string | undefined;
}

/** Where a visitor says which server is theirs. */
export function interactForm({ lang, words }: Spoken, { intent, uri, typed = '', problem }: InteractForm): Markup {
  return markup`<form class="interact" method="post" action="/interact">
<input type="hidden" name="intent" value="${intent}"><input type="hidden" name="uri" value="${uri}"><input type="hidden" name="lang" value="${lang}">
<label for="handle">${intent === 'follow' ? words.followFrom : words.replyFrom}</label>
<div class="row"><input id="handle" name="handle" value="${typed}" placeholder="@you@your.server" autocomplete="off" autocapitalize="none" spellcheck="false" inputmode="email" required aria-describedby="handle-hint"${problem !== undefined && markup` aria-invalid="true"`}><button type="submit">${words[intent]}</button></div>
<p id="handle-hint" class="hint"${problem !== undefined && markup` role="alert"`}>${problem ?? words.handleHint}</p>
</form>`;
}

export function frontBody(
  name: string,
  spoken: Spoken,
  shown: { readonly people: readonly Person[]; readonly featured: readonly Post[]; readonly latest: readonly Post[] },
): Markup {
  const { people, featured, latest } = shown;
  const { words } = spoken;
  return markup`<h1 class="visually-hidden">${name}</h1>
<div class="columns"><div class="stream">
${featured.length > 0 && markup`<section aria-labelledby="featured"><h2 id="featured" class="label">${words.featured}</h2>${posts(featured, spoken)}</section>`}
<section aria-labelledby="latest"><h2 id="latest" class="label">${words.latest}</h2>
${latest.length > 0 ? posts(latest, spoken) : markup`<p class="none">${words.nothingSaid}</p>`}</section>
</div>
<aside aria-labelledby="accounts"><h2 id="accounts" class="label">${words.accounts}</h2><ul class="accounts">${people.map((person) => accountEntry(person, spoken))}</ul></aside>
</div>
`;
}

function accountEntry(person: Person, spoken: Spoken): Markup {
  return markup`<li class="account"><a class="person" href="${person.url}">${face(person, 40)}<span class="names"><span class="p-name">${person.name}</span> <span class="handle">${person.handle}</span></span></a>${person.summary !== '' && markup`<div class="about"${langOf(spoken.home, spoken)}>${new Markup(person.summary)}</div>`}</li>`;
}

export function accountBody(
  person: Person,
  spoken: Spoken,
  shown: { readonly posts: readonly Post[]; readonly next?: string },
): Markup {
  const { fields, summary } = person;
  const { words } = spoken;
  const ours = langOf(spoken.home, spoken);
  return markup`<div class="columns"><div class="stream">
<header class="profile h-card">${face(person, 88)}
<div><h1 class="p-name">${person.name}</h1><p class="handle">${person.handle}</p></div>
${summary !== '' && markup`<div class="about p-note"${ours}>${new Markup(summary)}</div>`}
${fields.length > 0 && markup`<dl class="fields"${ours}>${fields.map(({ name, html }) => markup`<div><dt>${name}</dt><dd>${new Markup(html)}</dd></div>`)}</dl>`}
</header>
<section aria-labelledby="posts"><h2 id="posts" class="label">${words.posts}</h2>
${shown.posts.length > 0 ? posts(shown.posts, spoken) : markup`<p class="none">${words.nothingSaid}</p>`}
${shown.next !== undefined && markup`<p class="more"><a href="${person.url}?after=${encodeURIComponent(shown.next)}" rel="next">${words.older}</a></p>`}</section>
</div><aside>${interactForm(spoken, { intent: 'follow', uri: person.id })}</aside></div>
`;
}

export interface ThreadShown {
  readonly post: Post;
  /** What it answers. */
  readonly above: Post | undefined;
  readonly answers: readonly Answer[];
}

export function threadBody({ post, above, answers }: ThreadShown, theme: Theme, spoken: Spoken): Markup {
  const { words } = spoken;
  const n = answers.length;
  const count = n === 0 ? words.conversation : n === 1 ? words.repliesOne : filled(words.repliesOther, { n: `${n}` });
  return markup`<div class="columns"><div class="stream">
${above && markup`<p class="above">${filled(words.inReplyTo, { name: markup`<a href="${above.url}">${above.author.name}</a>` })}</p>`}
${post.title === undefined && markup`<h1 class="visually-hidden">${post.author.name}</h1>`}
${postMarkup(post, { spoken, level: 1, main: true })}
<section aria-labelledby="conversation"><h2 id="conversation" class="label">${count}</h2>
${answersMarkup(answers, theme, spoken)}</section>
</div><aside>${interactForm(spoken, { intent: 'reply', uri: post.id })}</aside></div>
`;
}

export function tagBody(tag: string, found: readonly Post[], spoken: Spoken): Markup {
  return markup`<div class="stream"><h1>#${tag}</h1>
${posts(found, spoken)}</div>
`;
}

export function interactBody(spoken: Spoken, form: InteractForm): Markup {
  const { words } = spoken;
  const follows = form.intent === 'follow';
  return markup`<div class="narrow"><h1>${follows ? words.followFrom : words.replyFrom}</h1>
<p>${follows ? words.explainFollow : words.explainReply}</p>
${interactForm(spoken, form)}</div>
`;
}

export function absentBody({ words }: Spoken): Markup {
  return markup`<div class="narrow"><h1>${words.absentTitle}</h1>
<p>${words.absentText}</p><p><a href="/">${words.toFront}</a></p></div>
`;
}

function posts(shown: readonly Post[], spoken: Spoken): Markup {
  return markup`<ol class="posts">${shown.map((post) => markup`<li>${postMarkup(post, { spoken, level: 3 })}</li>`)}</ol>`;
}
