import type { ConsoleRole } from '../../console-roles.ts';

export interface Section {
  /** Segment of the path after `/console`; empty for the overview. */
  readonly name: string;
  readonly title: string;
  readonly roles: readonly string[];
  /** Path data of its icon, on a grid of 20. */
  readonly icon: string;
}

/** Who may open the console at all. */
export const consoleRoles: readonly ConsoleRole[] = ['policy-editor', 'reviewer', 'moderator', 'auditor', 'admin'];

/** The parts of the console, in the order of the menu. */
export const sections: readonly Section[] = [
  { name: '', title: 'Overview', roles: consoleRoles, icon: 'M3 16V9m5 7V4m5 12v-5m4 5V7' },
  {
    name: 'queue',
    title: 'Review queue',
    roles: ['reviewer', 'auditor'],
    icon: 'M3 4h14v8H3zM6 16h8M7 8l2 2 4-4',
  },
  {
    name: 'incidents',
    title: 'Incidents',
    roles: ['reviewer', 'policy-editor', 'auditor', 'admin'],
    icon: 'M10 3l8 14H2zM10 8v4m0 2.500v.5',
  },
  {
    name: 'moderation',
    title: 'Moderation',
    roles: ['moderator', 'auditor'],
    icon: 'M5 17V3m0 1h10l-2 3.500L15 11H5',
  },
  {
    name: 'explain',
    title: 'Why was it held?',
    roles: ['policy-editor', 'reviewer', 'auditor', 'admin'],
    icon: 'M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zm4.500 10.500L17 17',
  },
  {
    name: 'policies',
    title: 'Policies',
    roles: ['policy-editor', 'reviewer', 'auditor', 'admin'],
    icon: 'M10 2l7 3v5c0 4-3 6.500-7 8-4-1.500-7-4-7-8V5zM7 10l2 2 4-4',
  },
  {
    name: 'recalls',
    title: 'Recalls',
    roles: ['policy-editor', 'auditor', 'admin'],
    icon: 'M4 10a6 6 0 1 1 2 4.500M4 4v4h4',
  },
  {
    name: 'federation',
    title: 'Federation',
    roles: ['policy-editor', 'auditor', 'admin'],
    icon: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c3 4 3 10 0 14M10 3c-3 4-3 10 0 14',
  },
  {
    name: 'ledger',
    title: 'Ledger',
    roles: ['auditor', 'admin'],
    icon: 'M4 3h12v14H4zM7 7h6M7 10h6M7 13h4',
  },
  {
    name: 'people',
    title: 'People',
    roles: ['admin', 'auditor'],
    icon: 'M10 3a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM3 17c.5-3.500 3.500-5 7-5s6.500 1.500 7 5',
  },
];
