import { Empty } from '../../ui/states.tsx';

export function Simulation() {
  return <Empty title="Simulation" />;
}
