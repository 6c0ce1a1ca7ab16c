/** The words of activitypub-express that the rest of federation/ speaks; the package itself stays in this folder. */
export type { Apex, ApexMiddleware, ApexNode, ApexRequest } from 'activitypub-express';
