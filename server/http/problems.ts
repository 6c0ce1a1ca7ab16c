/** Problem types for ActivityPub clients (FEP-c180). */
const c180 = 'https://w3id.org/fep/c180#';

const types: Readonly<Record<number, string>> = {
  403: `${c180}actor-not-authorized`,
  404: `${c180}object-does-not-exist`,
  413: `${c180}media-too-large`,
  429: `${c180}rate-limit-exceeded`,
};

export type Problem = {
  readonly type?: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
};

/** RFC 9457 details of what is wrong with a request, with the type that clients know it by, where there is one. */
export function problemOf(status: number, title: string, detail: string, type = types[status]): Problem {
  return { ...(type !== undefined && { type }), status, title, detail };
}

/** The app may not do this, whoever it speaks for. */
export const clientNotAuthorized = `${c180}client-not-authorized`;
