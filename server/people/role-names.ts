const publisher = /^publisher:([a-z0-9_.-]+)$/;

/** Roles that an administrator gives and takes, besides `publisher:<account>`. */
const plainRoles = ['reviewer', 'policy-editor', 'moderator', 'auditor', 'admin'] as const;
export type PlainRole = (typeof plainRoles)[number];

export function isRole(text: string): boolean {
  return plainRoles.some((role) => role === text) || publisher.test(text);
}

/** Name of the account that a role lets somebody speak for. */
export function publishedAccount(role: string): string | undefined {
  return publisher.exec(role)?.[1];
}
