/** The sample organisation: who works there, and who outside listens. */
export const employees = [
  { name: 'mia', display: 'Mia Brandt, communications', roles: ['publisher:press'] },
  { name: 'jonas', display: 'Jonas Keller, engineering', roles: [] },
  { name: 'priya', display: 'Priya Nair, support', roles: [] },
  { name: 'tom', display: 'Tom Okafor, sales', roles: [] },
] as const;

/** Who writes policies and reviews what they hold, with a browser. */
export const security = [
  { name: 'rita', display: 'Rita Moreau', roles: ['reviewer'] },
  { name: 'edda', display: 'Edda Sørensen', roles: ['policy-editor'] },
  { name: 'enzo', display: 'Enzo Ricci', roles: ['policy-editor', 'auditor', 'admin'] },
] as const;

/** Of everybody in `security`: a demo has nothing to keep. */
export const password = 'columns-and-a-roof';

export const pressAccount = { name: 'press', display: 'Acme Press' } as const;

export const outsiders = ['ada', 'bruno', 'chen'] as const;

export type Employee = (typeof employees)[number]['name'];
export type Speaker = Employee | typeof pressAccount.name;
