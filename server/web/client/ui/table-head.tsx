/** The title of a column; `number` where there are numbers in it, which stand to the right. */
export type Column = string | { readonly number: string };

/** The head of a table: a title for each column, and for the buttons of its rows one that is heard and not seen. */
export function TableHead({ columns, act }: { readonly columns: readonly Column[]; readonly act?: string }) {
  return (
    <thead>
      <tr>
        {columns.map((column) =>
          typeof column === 'string' ? (
            <th key={column} scope="col">
              {column}
            </th>
          ) : (
            <th key={column.number} scope="col" class="number">
              {column.number}
            </th>
          ),
        )}
        {act !== undefined && (
          <th scope="col">
            <span class="visually-hidden">{act}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
