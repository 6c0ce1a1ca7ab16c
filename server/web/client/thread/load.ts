/** Text, or an element as its name, its `href` and its children. */
export type ContentNode = string | readonly ContentNode[];

export interface ThreadPost {
  readonly id: string;
  readonly url: string;
  readonly author: { readonly name: string; readonly handle: string; readonly url: string };
  readonly published: string;
  readonly depth: number;
  readonly warning?: string;
  /** Language tag. */
  readonly language?: string;
  readonly content: readonly ContentNode[];
}

export interface Thread {
  readonly post: ThreadPost | null;
  readonly answers: readonly ThreadPost[];
}

/** Nobody is told who reads: no cookie, and of the page's address only what names it. */
export async function loadThread(origin: string, page: string): Promise<Thread> {
  const response = await fetch(`${origin}/api/embed/v1/thread?url=${encodeURIComponent(page)}`, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return (await response.json()) as Thread;
}
