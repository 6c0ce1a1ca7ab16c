import type { Campaign } from './campaign.ts';

/** The leak report of one seed, in lines. */
export function reportOf(report: Campaign): string[] {
  const {
    seed,
    seconds,
    planted,
    recordings,
    bytes,
    deliveries,
    done,
    rates,
    leaks,
    entries,
    receipted,
    fixed,
    awaited,
  } = report;
  const actions = Object.values(done).reduce((sum, count) => sum + count, 0);
  return [
    `seed ${seed}: ${actions} actions of ${Object.keys(done).length} kinds, ${planted} canaries, ${seconds.toFixed(1)} s (${rates.actions.toFixed(0)} actions and ${rates.crawl.toFixed(0)} requests a second)`,
    `  recorded outside   ${recordings} recordings, ${bytes} bytes, ${deliveries} deliveries`,
    `  bodies             ${receipted} with their receipt in the ledger (${entries} entries, verified), ${fixed} fixed answers`,
    `  read by a colleague ${report.readInside} canaries; ${report.streamed} bytes of streams, ${report.pushed} push messages`,
    `  public canaries    ${awaited} awaited, ${awaited - count(report, 'never-arrived')} arrived`,
    `  internal canaries  ${count(report, 'canary')} outside; ids ${count(report, 'id')}; bytes of files ${count(report, 'bytes')}`,
    `  without a receipt  ${count(report, 'no-receipt')}; unrecorded connections and look-ups ${count(report, 'unrecorded')}`,
    ...leaks.slice(0, 40).map(({ kind, what, detail }) => `  LEAK ${kind}: ${what}: ${detail}`),
    leaks.length === 0 ? '  nothing left without a receipt' : `  ${leaks.length} LEAKS`,
  ];
}

function count({ leaks }: Campaign, kind: string): number {
  return leaks.filter((leak) => leak.kind === kind).length;
}
