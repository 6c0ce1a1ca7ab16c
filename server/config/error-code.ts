/** The system's short name of what went wrong (`EACCES`, `ENOENT`, …): safe to show, unlike some messages. */
export function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
