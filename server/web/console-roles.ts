/** Roles that the console has something for; whoever has none of them is at home in the app. */
export const consoleRoles = ['policy-editor', 'reviewer', 'moderator', 'auditor', 'admin'] as const;

/** Whether there is anything in the console for somebody. */
export function hasConsole({ roles }: { readonly roles: readonly string[] }): boolean {
  return consoleRoles.some((role) => roles.includes(role));
}
