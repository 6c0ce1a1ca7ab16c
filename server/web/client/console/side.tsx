import { useLocation } from 'preact-iso';
import { boot, hasRole } from '../api/boot.ts';
import { sections } from './sections.ts';

/** The menu: what this person's roles open. */
export function Side() {
  const { path } = useLocation();
  const current = path.split('/')[2] ?? '';
  return (
    <header class="side">
      <div class="brand">
        <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="#3446c8" />
          <path d="M16 6 6 12v2h20v-2zM8 16h3v7H8zm6.5 0h3v7h-3zm6.5 0h3v7h-3zM6 24h20v2.5H6z" fill="#fff" />
        </svg>
        <span>Portico</span>
      </div>
      <nav class="nav" aria-label="Console">
        <ul>
          {sections
            .filter(({ roles }) => hasRole(...roles))
            .map(({ name, title, icon }) => (
              <li key={name}>
                <a
                  href={`/console${name === '' ? '' : `/${name}`}`}
                  aria-current={name === current ? 'page' : undefined}
                >
                  <svg
                    width="20"
                    height="20"
                    viewBox="0 0 20 20"
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.6"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                    aria-hidden="true"
                  >
                    <path d={icon} />
                  </svg>
                  {title}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <form class="who row row-between" method="post" action="/sign-out">
        <a href="/home">
          <span>{boot.account.display}</span>
          <span class="muted small"> @{boot.account.name}</span>
        </a>
        <input type="hidden" name="csrf" value={boot.csrf} />
        <button type="submit" class="button button-small">
          Sign out
        </button>
      </form>
    </header>
  );
}
