import { Empty } from '../../ui/states.tsx';

export function Ledger() {
  return <Empty title="Ledger" />;
}
