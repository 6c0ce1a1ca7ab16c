import { Empty } from '../../ui/states.tsx';

export function People() {
  return <Empty title="People" />;
}
