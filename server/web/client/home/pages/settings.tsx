import { Page } from '../shell/page.tsx';
import { say } from '../texts/say.ts';
import { Look } from './look.tsx';
import { NotificationChoices } from './notification-choices.tsx';
import { ProfileSettings } from './profile-settings.tsx';
import { Sessions } from './sessions.tsx';

export function Settings() {
  return (
    <Page title={say('settings')}>
      <Look />
      <ProfileSettings />
      <NotificationChoices />
      <Sessions />
    </Page>
  );
}
