import './home.css';
import { render } from 'preact';
import { self } from './api/self.ts';
import { App } from './app.tsx';
import { applyAppearance } from './store/choices.ts';
import { followHome } from './store/feeds.ts';
import { keepPlaces } from './store/place.ts';
import { followChanges } from './store/statuses.ts';
import { followUnread } from './store/unread.ts';
import { speak } from './texts/say.ts';

// Where the reader was is known by the post, not by pixels.
history.scrollRestoration = 'manual';
keepPlaces();
applyAppearance();
await speak(self.language);
followChanges();
followHome();
followUnread();
render(<App />, document.querySelector('#app') ?? document.body);
