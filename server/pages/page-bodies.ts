import type { Answer } from './conversation.ts';
import { Markup, markup } from './markup.ts';
import { answersMarkup, face, postMarkup } from './post-markup.ts';
import type { Theme } from './theme.ts';
import type { Person, Post } from './view.ts';

/** Where a visitor says which server is theirs; `uri` is what they want to do it with there. */
export function interactForm(intent: 'follow' | 'reply', uri: string, typed = '', problem?: string): Markup {
  const act = intent === 'follow' ? 'Follow' : 'Reply';
  return markup`<form class="interact" method="post" action="/interact">
<input type="hidden" name="intent" value="${intent}"><input type="hidden" name="uri" value="${uri}">
<label for="handle">${act} from your own server</label>
<div class="row"><input id="handle" name="handle" value="${typed}" placeholder="@you@your.server" autocomplete="off" autocapitalize="none" spellcheck="false" inputmode="email" required aria-describedby="handle-hint"${problem !== undefined && markup` aria-invalid="true"`}><button type="submit">${act}</button></div>
<p id="handle-hint" class="hint"${problem !== undefined && markup` role="alert"`}>${problem ?? 'Your handle on Mastodon, Friendica, or any other server of the fediverse.'}</p>
</form>`;
}

export function frontBody(
  name: string,
  language: string,
  shown: { readonly people: readonly Person[]; readonly featured: readonly Post[]; readonly latest: readonly Post[] },
): Markup {
  const { people, featured, latest } = shown;
  return markup`<h1 class="visually-hidden">${name}</h1>
<div class="columns"><div class="stream">
${featured.length > 0 && markup`<section aria-labelledby="featured"><h2 id="featured" class="label">Featured discussions</h2>${posts(featured, language)}</section>`}
<section aria-labelledby="latest"><h2 id="latest" class="label">Latest</h2>
${latest.length > 0 ? posts(latest, language) : markup`<p class="none">Nothing has been said here yet.</p>`}</section>
</div>
<aside aria-labelledby="accounts"><h2 id="accounts" class="label">Accounts</h2><ul class="accounts">${people.map(accountEntry)}</ul></aside>
</div>
`;
}

function accountEntry(person: Person): Markup {
  return markup`<li class="account"><a class="person" href="${person.url}">${face(person, 40)}<span class="names"><span class="p-name">${person.name}</span> <span class="handle">${person.handle}</span></span></a>${person.summary !== '' && markup`<div class="about">${new Markup(person.summary)}</div>`}</li>`;
}

export function accountBody(
  person: Person,
  language: string,
  shown: { readonly posts: readonly Post[]; readonly next?: string },
): Markup {
  const { fields, summary } = person;
  return markup`<div class="columns"><div class="stream">
<header class="profile h-card">${face(person, 88)}
<div><h1 class="p-name">${person.name}</h1><p class="handle">${person.handle}</p></div>
${summary !== '' && markup`<div class="about p-note">${new Markup(summary)}</div>`}
${fields.length > 0 && markup`<dl class="fields">${fields.map(({ name, html }) => markup`<div><dt>${name}</dt><dd>${new Markup(html)}</dd></div>`)}</dl>`}
</header>
<section aria-labelledby="posts"><h2 id="posts" class="label">Posts</h2>
${shown.posts.length > 0 ? posts(shown.posts, language) : markup`<p class="none">Nothing has been said here yet.</p>`}
${shown.next !== undefined && markup`<p class="more"><a href="${person.url}?after=${encodeURIComponent(shown.next)}" rel="next">Older posts</a></p>`}</section>
</div><aside>${interactForm('follow', person.id)}</aside></div>
`;
}

export function threadBody(post: Post, above: Post | undefined, answers: readonly Answer[], theme: Theme): Markup {
  const count = answers.length === 1 ? '1 reply' : `${answers.length} replies`;
  return markup`<div class="columns"><div class="stream">
${above && markup`<p class="above">In reply to <a href="${above.url}">${above.author.name}</a></p>`}
${post.title === undefined && markup`<h1 class="visually-hidden">${post.author.name}</h1>`}
${postMarkup(post, { language: theme.language, level: 1, main: true })}
<section aria-labelledby="conversation"><h2 id="conversation" class="label">${answers.length > 0 ? count : 'Conversation'}</h2>
${answersMarkup(answers, theme)}</section>
</div><aside>${interactForm('reply', post.id)}</aside></div>
`;
}

export function tagBody(tag: string, found: readonly Post[], language: string): Markup {
  return markup`<div class="stream"><h1>#${tag}</h1>
${posts(found, language)}</div>
`;
}

export function interactBody(intent: 'follow' | 'reply', uri: string, typed?: string, problem?: string): Markup {
  const act = intent === 'follow' ? 'follow' : 'reply';
  return markup`<div class="narrow"><h1>${act === 'follow' ? 'Follow' : 'Reply'} from your own server</h1>
<p>You ${act} with the account that you have, wherever it is. Say which one, and you go on there.</p>
${interactForm(intent, uri, typed, problem)}</div>
`;
}

export const absentBody = markup`<div class="narrow"><h1>There is nothing here</h1>
<p>The address may be mistyped, or what was here is not public.</p><p><a href="/">To the front page</a></p></div>
`;

function posts(shown: readonly Post[], language: string): Markup {
  return markup`<ol class="posts">${shown.map((post) => markup`<li>${postMarkup(post, { language, level: 3 })}</li>`)}</ol>`;
}
