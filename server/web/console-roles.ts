/** Roles that the console has something for; whoever has none of them is at home in the app. */
const consoleRoles = ['policy-editor', 'reviewer', 'moderator', 'auditor', 'admin'] as const;

export type ConsoleRole = (typeof consoleRoles)[number];

/** Whether there is anything in the console for somebody. */
export function hasConsole({ roles }: { readonly roles: readonly string[] }): boolean {
  return consoleRoles.some((role) => roles.includes(role));
}
