import type { Federation } from '../../../federation/index.ts';
import type { Account, Accounts } from '../../../federation/ports/index.ts';
import type { JsonObject } from '../../../policies/index.ts';

/** Speaks to authors by direct message: the one notification that every client shows. It never leaves the building. */
export interface PolicyBot {
  /** Paragraphs of plain text to one colleague, with buttons where there are options; the message's IRI. */
  tell(author: Account, paragraphs: readonly string[], buttons?: Buttons): Promise<string | undefined>;
}

/** A poll, which every client shows and can answer. */
export interface Buttons {
  readonly options: readonly string[];
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

/** Name of the account that the messages come from; made when the server starts. */
export const policyAccount = 'policy';

export function createPolicyBot(origin: string, federation: Federation, accounts: Accounts): PolicyBot {
  return {
    async tell(author, paragraphs, buttons) {
      const bot = await accounts.byName(policyAccount);
      if (!bot || paragraphs.length === 0 || author.name === policyAccount) return undefined;
      const name = `@${author.name}`;
      const mention = `<a href="${origin}/users/${author.name}" class="u-url mention">${name}</a>`;
      const [first = '', ...more] = paragraphs.map((text) => linked(origin, escaped(text)));
      const content = [`<p>${mention} ${first}</p>`, ...more.map((text) => `<p>${text}</p>`)].join('');
      const outcome = await federation.outbox.submit({
        account: bot,
        document: {
          type: buttons ? 'Question' : 'Note',
          content,
          ...(buttons && pollOf(buttons)),
          to: [author.actorId],
          tag: [{ type: 'Mention', href: author.actorId, name }],
        },
      });
      return outcome.kind === 'created' ? objectIn(outcome.activity) : undefined;
    },
  };
}

function pollOf({ options, endsAt }: Buttons): JsonObject {
  const oneOf = options.map((name) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: 0 } }));
  return { oneOf, endTime: new Date(endsAt).toISOString() };
}

function objectIn({ object }: JsonObject): string | undefined {
  const id = typeof object === 'object' && object !== null && !Array.isArray(object) ? object['id'] : object;
  return typeof id === 'string' ? id : undefined;
}

/** With links to pages of this server made links: clients show a message as it is marked up. */
function linked(origin: string, markup: string): string {
  return markup.replace(/https?:\/\/[^\s<>]+/g, (url) =>
    url.startsWith(`${origin}/`) ? `<a href="${url}">${url}</a>` : url,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
