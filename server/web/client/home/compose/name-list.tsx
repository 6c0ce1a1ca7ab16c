import type { Account } from '../api/entities.ts';
import { Avatar } from '../post/avatar.tsx';
import { say, sayCount } from '../texts/say.ts';

/** People whom a name that is being typed may mean. The keys stay in the field; it says which one they are at. */
export function NameList({
  id,
  people,
  at,
  onPick,
}: {
  readonly id: string;
  readonly people: readonly Account[];
  readonly at: number;
  readonly onPick: (account: Account) => void;
}) {
  return (
    <>
      <div class="visually-hidden" role="status">
        {people.length > 0 && sayCount('suggestions', people.length)}
      </div>
      {people.length > 0 && (
        <div id={id} class="names" role="listbox" aria-label={say('people')}>
          {people.map((account, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div
              key={account.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(account)}
            >
              <Avatar name={account.display_name} src={account.avatar} />
              <span>
                <strong>{account.display_name}</strong> <span class="muted">@{account.acct}</span>
              </span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
