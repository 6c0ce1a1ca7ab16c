import { Empty } from '../../ui/states.tsx';

export function Editor() {
  return <Empty title="Editor" />;
}
