import { render } from 'preact';
import './console.css';
import './queue/queue.css';
import { App } from './app.tsx';

const place = document.querySelector('#app');
if (place) render(<App />, place);
