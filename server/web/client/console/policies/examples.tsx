import type { ExampleResult } from '../../../../policy-sets/drafting.ts';
import { ScrollX } from '../../ui/scroll-x.tsx';
import { Empty } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';

/** What the policies say they do, and whether they do it. */
export function Examples({ examples }: { readonly examples: readonly ExampleResult[] }) {
  if (examples.length === 0) {
    return (
      <Empty title="No examples yet">
        <p>Add some under `examples`: they are run on every check, and a set that fails one can’t come in force.</p>
      </Empty>
    );
  }
  return (
    <ScrollX label="Examples">
      <table>
        <TableHead columns={['Example', 'Expected', 'Result']} />
        <tbody>
          {examples.map(({ file, policy, text, expect, passes, got }, index) => (
            <tr key={`${file} ${index}`}>
              <td>
                {text}
                <div class="muted small mono">{policy}</div>
              </td>
              <td>{expect}</td>
              <td>
                {passes === undefined && <span class="badge">not run</span>}
                {passes === true && <span class="badge badge-success">✓ passes</span>}
                {passes === false && <span class="badge badge-danger">✗ {got}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
