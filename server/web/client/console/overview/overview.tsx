import { Empty } from '../../ui/states.tsx';

export function Overview() {
  return <Empty title="Overview" />;
}
