import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { loaded, useAway } from '../api/connection.ts';
import { useMainFocus } from '../ui/use-main-focus.ts';
import { useConnected } from './api/stream.ts';
import { Keys } from './keys/keys.tsx';
import { Everyone, Home } from './pages/home.tsx';
import { Side } from './shell/side.tsx';
import { Nothing } from './shell/states.tsx';
import { Toasts } from './shell/toast.tsx';
import { say } from './texts/say.ts';

const Thread = lazy(() => loaded(() => import('./pages/thread.tsx')).then(({ Thread: page }) => page));
const Profile = lazy(() => loaded(() => import('./pages/profile.tsx')).then(({ Profile: page }) => page));
const Notifications = lazy(() =>
  loaded(() => import('./pages/notifications.tsx')).then(({ Notifications: page }) => page),
);
const Search = lazy(() => loaded(() => import('./pages/search.tsx')).then(({ Search: page }) => page));
const Lists = lazy(() => loaded(() => import('./pages/lists.tsx')).then(({ Lists: page }) => page));
const OneList = lazy(() => loaded(() => import('./pages/one-list.tsx')).then(({ OneList: page }) => page));
const Messages = lazy(() => loaded(() => import('./pages/messages.tsx')).then(({ Messages: page }) => page));
const Bookmarks = lazy(() => loaded(() => import('./pages/bookmarks.tsx')).then(({ Bookmarks: page }) => page));
const Tag = lazy(() => loaded(() => import('./pages/bookmarks.tsx')).then(({ Tag: page }) => page));
const Settings = lazy(() => loaded(() => import('./pages/settings.tsx')).then(({ Settings: page }) => page));

export function App() {
  return (
    <LocationProvider scope="/home">
      <ErrorBoundary>
        <a class="skip" href="#main">
          {say('skip')}
        </a>
        <div class="home-shell">
          <Side />
          <Main />
        </div>
        <Keys />
        <Toasts />
      </ErrorBoundary>
    </LocationProvider>
  );
}

function Main() {
  const { path } = useLocation();
  const main = useMainFocus(path);
  const away = useAway();
  const connected = useConnected() && !away;
  return (
    <main id="main" ref={main} tabIndex={-1}>
      <div role="status" class="connection">
        {!connected && <p class="notice notice-warning">{say('offline-bar')}</p>}
      </div>
      <Router>
        <Route path="/home" component={Home} />
        <Route path="/home/everyone" component={Everyone} />
        <Route path="/home/posts/:id" component={Thread} />
        <Route path="/home/people/:acct" component={Profile} />
        <Route path="/home/notifications" component={Notifications} />
        <Route path="/home/search" component={Search} />
        <Route path="/home/lists" component={Lists} />
        <Route path="/home/lists/:id" component={OneList} />
        <Route path="/home/messages" component={Messages} />
        <Route path="/home/bookmarks" component={Bookmarks} />
        <Route path="/home/tags/:tag" component={Tag} />
        <Route path="/home/settings" component={Settings} />
        <Route default component={Lost} />
      </Router>
    </main>
  );
}

function Lost() {
  return (
    <div class="home-page">
      <Nothing title={say('gone')} hint={say('gone-hint')} />
    </div>
  );
}
