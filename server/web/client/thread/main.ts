import { loadThread, type Thread } from './load.ts';
import { styles } from './styles.ts';
import { threadView } from './view.ts';
import { wordsFor } from './words.ts';

/** Where this script came from is where the discussions are. */
const { origin } = new URL(import.meta.url);

/**
 * `<portico-thread url="…">`: the public discussion about a page, this one where no `url` is given. What stands between
 * its tags is shown without script, while loading, and where there is no discussion.
 */
class PorticoThread extends HTMLElement {
  static readonly observedAttributes = ['url'];
  #watch: IntersectionObserver | undefined;
  #shown = '';

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    if (!root.hasChildNodes()) root.append(document.createElement('slot'));
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#load();
      },
      { rootMargin: '600px' },
    );
    this.#watch.observe(this);
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
  }

  attributeChangedCallback(): void {
    if (this.#shown !== '') this.#load();
  }

  #load(): void {
    this.#watch?.disconnect();
    const page = this.#page();
    this.#shown = page;
    loadThread(origin, page).then(
      (thread) => this.#show(page, thread),
      () => this.dispatchEvent(new CustomEvent('portico-error')),
    );
  }

  #show(page: string, thread: Thread): void {
    if (page !== this.#shown || !thread.post || !this.shadowRoot) return;
    const level = Number(this.getAttribute('heading-level') ?? 2);
    this.shadowRoot.replaceChildren(threadView(thread, { origin, level, words: wordsFor(this) }));
    this.dispatchEvent(new CustomEvent('portico-load', { detail: { answers: thread.answers.length } }));
  }

  #page(): string {
    const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
    return new URL(this.getAttribute('url') ?? canonical ?? location.href, location.href).href;
  }
}

if (!customElements.get('portico-thread')) customElements.define('portico-thread', PorticoThread);
