/** One line of the doctor's report: what was looked at, how it is, and what to do where it is not well. */
export interface Finding {
  readonly check:
    | 'settings'
    | 'origin'
    | 'clock'
    | 'folder'
    | 'secret'
    | 'policies'
    | 'store'
    | 'keys'
    | 'ledger'
    | 'reachability';
  readonly state: 'ok' | 'warn' | 'fail';
  readonly line: string;
}

/** Makes the findings of one check. */
export function finder(check: Finding['check']): Record<Finding['state'], (line: string) => Finding> {
  const make = (state: Finding['state']) => (line: string) => ({ check, state, line });
  return { ok: make('ok'), warn: make('warn'), fail: make('fail') };
}
