import { Tabs } from '../../ui/tabs.tsx';
import { AccountRules } from './account-rules.tsx';
import { Inbound } from './inbound.tsx';
import { Reports } from './reports.tsx';
import { WaitingPosts } from './waiting.tsx';

/** What people report, what waits at the door, and who outside is kept quiet or out. */
export function Moderation() {
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h1>Moderation</h1>
          <p class="muted">
            Reports, posts from outside that wait and what makes them wait, and rules for single outsiders. Each act is
            on record.
          </p>
        </div>
      </header>
      <Tabs
        label="Moderation"
        tabs={[
          { name: 'reports', title: 'Reports', panel: <Reports /> },
          { name: 'waiting', title: 'Waiting posts', panel: <WaitingPosts /> },
          { name: 'inbound', title: 'At the door', panel: <Inbound /> },
          { name: 'accounts', title: 'Outsiders', panel: <AccountRules /> },
        ]}
      />
    </div>
  );
}
