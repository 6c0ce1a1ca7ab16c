import { Empty } from '../../ui/states.tsx';

export function Policies() {
  return <Empty title="Policies" />;
}
