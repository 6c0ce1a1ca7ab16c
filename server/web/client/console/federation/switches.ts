import type { DomainSwitch } from '../../../../peers/domain-ruling.ts';

/** What a rule can say, in words. */
export const switches: readonly { readonly name: DomainSwitch; readonly title: string }[] = [
  { name: 'allowed', title: 'spoken with, where only listed servers are' },
  { name: 'dropIncoming', title: 'what comes from there is refused' },
  { name: 'dropOutgoing', title: 'nothing is delivered there' },
  { name: 'refuseTheirFetches', title: 'their fetches find nothing' },
  { name: 'refuseOurFetches', title: 'nothing is fetched from there' },
];
