/** The sample organisation: who works there, and who outside listens. */
export const employees = [
  { name: 'mia', display: 'Mia Brandt, communications', roles: ['publisher:press'] },
  { name: 'jonas', display: 'Jonas Keller, engineering', roles: [] },
  { name: 'priya', display: 'Priya Nair, support', roles: [] },
  { name: 'tom', display: 'Tom Okafor, sales', roles: [] },
] as const;

export const pressAccount = { name: 'press', display: 'Acme Press' } as const;

export const outsiders = ['ada', 'bruno', 'chen'] as const;

export type Employee = (typeof employees)[number]['name'];
export type Speaker = Employee | typeof pressAccount.name;
