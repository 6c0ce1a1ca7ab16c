import { StaleFence } from '../../federation/ports/index.ts';
import type { Job } from '../jobs/jobs.ts';
import type { Incident } from '../ports/index.ts';
import { acted, type DeskParts } from './incidents.ts';
import type { Watch } from './watch.ts';

const everyMs = 30_000;

export interface IncidentJobParts extends Pick<DeskParts, 'origin' | 'clock'> {
  readonly watch: Watch;
  /** Tells the security team; never throws, for the incident is there. */
  readonly tell: (incident: Incident) => Promise<void>;
}

/** Looks for incidents twice a minute. */
export function incidentJob(parts: IncidentJobParts): Job {
  return {
    name: 'incidents',
    everyMs,
    async run({ commits }) {
      const { opened, grown } = await parts.watch.look(parts.clock());
      for (const incident of grown) await commits.commit([{ change: 'incident.put', incident }]).catch(changedByOthers);
      for (const incident of opened) {
        await commits.commit([{ change: 'incident.put', incident }, acted(parts, parts.origin, incident.id, 'opened')]);
        await parts.tell(incident);
      }
    },
  };
}

/** Somebody acted on it at this moment: what is new of it is counted at the next look. */
function changedByOthers(error: unknown): void {
  if (!(error instanceof StaleFence)) throw error;
}
