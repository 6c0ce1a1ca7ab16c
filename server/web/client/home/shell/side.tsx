import { useLocation } from 'preact-iso';
import { self } from '../api/self.ts';
import { forgetDrafts } from '../compose/draft.ts';
import { Avatar } from '../post/avatar.tsx';
import { forgetPlaces } from '../store/place.ts';
import { useUnread } from '../store/unread.ts';
import { say, sayCount } from '../texts/say.ts';
import { Icon } from './icons.tsx';
import { sections } from './sections.ts';

/** Whoever signs out by hand leaves nothing behind in the browser. */
function forgetAll(): void {
  forgetDrafts();
  forgetPlaces();
}

export function Side() {
  const { path } = useLocation();
  const unread = useUnread();
  const { account } = self;
  return (
    <header class="home-side">
      <a class="brand" href="/home" aria-label={`Portico, ${say('home')}`}>
        <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="#3446c8" />
          <path d="M16 6 6 12v2h20v-2zM8 16h3v7H8zm6.500 0h3v7h-3zm6.500 0h3v7h-3zM6 24h20v2.500H6z" fill="#fff" />
        </svg>
        <span>Portico</span>
      </a>
      <nav class="nav home-nav" aria-label={say('sections')}>
        <ul>
          {sections.map(({ name, path: to }) => (
            <li key={name}>
              <a
                href={to}
                aria-current={path === to || (to === '/home' && path === '/home/everyone') ? 'page' : undefined}
              >
                <Icon name={name} />
                <span class="nav-name">{say(name)}</span>
                {name === 'notifications' && unread > 0 && (
                  <span class="count">
                    <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
                    <span class="visually-hidden">{sayCount('new', unread)}</span>
                  </span>
                )}
              </a>
            </li>
          ))}
          {self.hasConsole && (
            <li>
              <a href="/console">
                <Icon name="console" />
                <span class="nav-name">{say('console')}</span>
              </a>
            </li>
          )}
        </ul>
      </nav>
      <div class="home-who">
        <Avatar name={account.display} src={undefined} />
        <span class="home-who-name">
          <strong>{account.display}</strong>
          <span class="muted small">@{account.name}</span>
        </span>
        <form method="post" action="/sign-out" onSubmit={forgetAll}>
          <input type="hidden" name="csrf" value={self.csrf} />
          <button type="submit" class="button button-small button-quiet">
            {say('sign-out')}
          </button>
        </form>
      </div>
    </header>
  );
}
