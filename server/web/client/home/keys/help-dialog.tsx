import { Dialog } from '../../ui/dialog.tsx';
import { sections } from '../shell/sections.ts';
import { say, type TextName } from '../texts/say.ts';

const keys: readonly (readonly [key: string, name: TextName])[] = [
  ['j', 'key-next'],
  ['k', 'key-previous'],
  ['o', 'key-open'],
  ['n', 'key-new'],
  ['r', 'key-reply'],
  ['f', 'key-favourite'],
  ['b', 'key-boost'],
  ['.', 'key-top'],
  ['/', 'search'],
  ['?', 'key-help'],
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={say('shortcuts')} onClose={onClose}>
      <dl class="facts keys">
        {keys.map(([key, name]) => [
          <dt key={key}>
            <kbd>{key}</kbd>
          </dt>,
          <dd key={name}>{say(name)}</dd>,
        ])}
        {sections.map(({ name, key }) => [
          <dt key={`g${key}`}>
            <kbd>g</kbd> <kbd>{key}</kbd>
          </dt>,
          <dd key={`go ${name}`}>{say(name)}</dd>,
        ])}
      </dl>
      <button type="button" class="button" onClick={onClose}>
        {say('close')}
      </button>
    </Dialog>
  );
}
