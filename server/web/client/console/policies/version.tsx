import { Empty } from '../../ui/states.tsx';

export function Version() {
  return <Empty title="Version" />;
}
