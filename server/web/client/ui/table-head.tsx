/** The head of a table: a title for each column, and for the buttons of its rows one that is heard and not seen. */
export function TableHead({ columns, act }: { readonly columns: readonly string[]; readonly act?: string }) {
  return (
    <thead>
      <tr>
        {columns.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
        {act !== undefined && (
          <th scope="col">
            <span class="visually-hidden">{act}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
