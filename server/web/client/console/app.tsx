import { useEffect } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { hasRole } from '../api/boot.ts';
import { loaded, useAway, useReturns } from '../api/connection.ts';
import { Empty } from '../ui/states.tsx';
import { StepUp } from '../ui/step-up.tsx';
import { useMainFocus } from '../ui/use-main-focus.ts';
import { consoleRoles, sections } from './sections.ts';
import { Side } from './side.tsx';

const Overview = lazy(() => loaded(() => import('./overview/overview.tsx')).then(({ Overview: page }) => page));
const Queue = lazy(() => loaded(() => import('./queue/queue.tsx')).then(({ Queue: page }) => page));
const Incidents = lazy(() => loaded(() => import('./incidents/incidents.tsx')).then(({ Incidents: page }) => page));
const Incident = lazy(() => loaded(() => import('./incidents/incident.tsx')).then(({ IncidentPage: page }) => page));
const Moderation = lazy(() => loaded(() => import('./moderation/moderation.tsx')).then(({ Moderation: page }) => page));
const Explain = lazy(() => loaded(() => import('./explain/explain.tsx')).then(({ Explain: page }) => page));
const Policies = lazy(() => loaded(() => import('./policies/policies.tsx')).then(({ Policies: page }) => page));
const Editor = lazy(() => loaded(() => import('./policies/editor.tsx')).then(({ Editor: page }) => page));
const Data = lazy(() => loaded(() => import('./policies/data/data.tsx')).then(({ Data: page }) => page));
const Version = lazy(() => loaded(() => import('./policies/version.tsx')).then(({ Version: page }) => page));
const Simulation = lazy(() => loaded(() => import('./policies/simulation.tsx')).then(({ Simulation: page }) => page));
const Ledger = lazy(() => loaded(() => import('./ledger/ledger.tsx')).then(({ Ledger: page }) => page));
const Recalls = lazy(() => loaded(() => import('./recalls/recalls.tsx')).then(({ Recalls: page }) => page));
const Recall = lazy(() => loaded(() => import('./recalls/recall.tsx')).then(({ Recall: page }) => page));
const Federation = lazy(() => loaded(() => import('./federation/federation.tsx')).then(({ Federation: page }) => page));
const People = lazy(() => loaded(() => import('./people/people.tsx')).then(({ People: page }) => page));

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
      <Connection />
      {hasRole(...consoleRoles) ? <Pages /> : <NoRole />}
    </main>
  );
}

/** Says that the server is gone, and to who does not see that the line went, that it is back. */
function Connection() {
  const away = useAway();
  const returns = useReturns();
  return (
    <div role="status" class="connection">
      {away && (
        <p class="notice notice-warning">
          The server can’t be reached. What you see may be old; what you type is kept. This page goes on by itself when
          the server is back.
        </p>
      )}
      {!away && returns > 0 && <p class="visually-hidden">The server is back.</p>}
    </div>
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
