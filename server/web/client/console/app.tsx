import { useEffect } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { hasRole } from '../api/boot.ts';
import { Empty } from '../ui/states.tsx';
import { StepUp } from '../ui/step-up.tsx';
import { useMainFocus } from '../ui/use-main-focus.ts';
import { consoleRoles, sections } from './sections.ts';
import { Side } from './side.tsx';

const Overview = lazy(() => import('./overview/overview.tsx').then(({ Overview: page }) => page));
const Queue = lazy(() => import('./queue/queue.tsx').then(({ Queue: page }) => page));
const Incidents = lazy(() => import('./incidents/incidents.tsx').then(({ Incidents: page }) => page));
const Incident = lazy(() => import('./incidents/incident.tsx').then(({ IncidentPage: page }) => page));
const Moderation = lazy(() => import('./moderation/moderation.tsx').then(({ Moderation: page }) => page));
const Explain = lazy(() => import('./explain/explain.tsx').then(({ Explain: page }) => page));
const Policies = lazy(() => import('./policies/policies.tsx').then(({ Policies: page }) => page));
const Editor = lazy(() => import('./policies/editor.tsx').then(({ Editor: page }) => page));
const Data = lazy(() => import('./policies/data/data.tsx').then(({ Data: page }) => page));
const Version = lazy(() => import('./policies/version.tsx').then(({ Version: page }) => page));
const Simulation = lazy(() => import('./policies/simulation.tsx').then(({ Simulation: page }) => page));
const Ledger = lazy(() => import('./ledger/ledger.tsx').then(({ Ledger: page }) => page));
const Recalls = lazy(() => import('./recalls/recalls.tsx').then(({ Recalls: page }) => page));
const Recall = lazy(() => import('./recalls/recall.tsx').then(({ Recall: page }) => page));
const Federation = lazy(() => import('./federation/federation.tsx').then(({ Federation: page }) => page));
const People = lazy(() => import('./people/people.tsx').then(({ People: page }) => page));

export function App() {
  return (
    <LocationProvider scope="/console">
      <ErrorBoundary>
        <a class="skip" href="#main">
          Skip to the page
        </a>
        <div class="shell">
          <Side />
          <Main />
        </div>
        <StepUp />
      </ErrorBoundary>
    </LocationProvider>
  );
}

function Main() {
  const { path } = useLocation();
  const section = path.split('/')[2] ?? '';
  const main = useMainFocus(section);
  useEffect(() => {
    document.title = `${sections.find(({ name }) => name === section)?.title ?? 'Console'} · Portico`;
  }, [section]);
  return (
    <main id="main" ref={main} tabIndex={-1}>
      {hasRole(...consoleRoles) ? <Pages /> : <NoRole />}
    </main>
  );
}

function Pages() {
  return (
    <Router>
      <Route path="/console" component={Overview} />
      <Route path="/console/queue/:id?" component={Queue} />
      <Route path="/console/incidents" component={Incidents} />
      <Route path="/console/incidents/:id" component={Incident} />
      <Route path="/console/moderation" component={Moderation} />
      <Route path="/console/explain" component={Explain} />
      <Route path="/console/policies" component={Policies} />
      <Route path="/console/policies/data" component={Data} />
      <Route path="/console/policies/edit/:from" component={Editor} />
      <Route path="/console/policies/versions/:version" component={Version} />
      <Route path="/console/policies/simulations/:id" component={Simulation} />
      <Route path="/console/ledger" component={Ledger} />
      <Route path="/console/recalls" component={Recalls} />
      <Route path="/console/recalls/:id" component={Recall} />
      <Route path="/console/federation" component={Federation} />
      <Route path="/console/people" component={People} />
      <Route default component={Missing} />
    </Router>
  );
}

function NoRole() {
  return (
    <Empty whole title="Nothing here for your account">
      <p>The console is for reviewers, policy editors, moderators, auditors and administrators.</p>
      <p>Ask an administrator for a role.</p>
      <p>
        <a href="/home">Go to your home page</a>
      </p>
    </Empty>
  );
}

function Missing() {
  return (
    <Empty whole title="No such page">
      <a href="/console">Go to the overview</a>
    </Empty>
  );
}
