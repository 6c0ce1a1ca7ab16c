import { Empty } from '../../ui/states.tsx';

export function Queue() {
  return <Empty title="Queue" />;
}
