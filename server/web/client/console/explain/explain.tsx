import { Empty } from '../../ui/states.tsx';

export function Explain() {
  return <Empty title="Explain" />;
}
