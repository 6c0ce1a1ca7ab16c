import type { DomainSwitch } from '../../../../peers/domain-ruling.ts';

/** What a rule can say, in words: every one of them, or a rule would stand in the table and say nothing. */
const titles: Readonly<Record<DomainSwitch, string>> = {
  allowed: 'spoken with, where only listed servers are',
  suspend: 'its people are refused, hidden, and sent nothing',
  silence: 'its people stay out of public timelines and of strangers’ notifications',
  rejectMedia: 'files from there are left out',
  rejectReports: 'reports from there are dropped',
  dropIncoming: 'what comes from there is refused',
  dropOutgoing: 'nothing is delivered there',
  refuseTheirFetches: 'their fetches find nothing',
  refuseOurFetches: 'nothing is fetched from there',
};

export const switches = (Object.keys(titles) as DomainSwitch[]).map((name) => ({ name, title: titles[name] }));
