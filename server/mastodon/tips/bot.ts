import type { Federation } from '../../../federation/index.ts';
import type { Account, Accounts } from '../../../federation/ports/index.ts';

/** Speaks to authors by direct message: the one notification that every client shows. It never leaves the building. */
export interface PolicyBot {
  /** Paragraphs of plain text to one colleague. */
  tell(author: Account, paragraphs: readonly string[]): Promise<void>;
}

/** Name of the account that the messages come from; made when the server starts. */
export const policyAccount = 'policy';

export function createPolicyBot(origin: string, federation: Federation, accounts: Accounts): PolicyBot {
  return {
    async tell(author, paragraphs) {
      const bot = await accounts.byName(policyAccount);
      if (!bot || paragraphs.length === 0 || author.name === policyAccount) return;
      const name = `@${author.name}`;
      const mention = `<a href="${origin}/users/${author.name}" class="u-url mention">${name}</a>`;
      const [first = '', ...more] = paragraphs.map(escaped);
      const content = [`<p>${mention} ${first}</p>`, ...more.map((text) => `<p>${text}</p>`)].join('');
      await federation.outbox.submit({
        account: bot,
        document: {
          type: 'Note',
          content,
          to: [author.actorId],
          tag: [{ type: 'Mention', href: author.actorId, name }],
        },
      });
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
