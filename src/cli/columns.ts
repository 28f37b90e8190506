/** Lays rows out in columns two spaces apart, without spaces at line ends; numbers belong to the right. */
export function columns(
  rows: readonly (readonly string[])[],
  alignment: readonly ("left" | "right")[],
): string {
  const widths = alignment.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const cell = (text: string, column: number): string =>
    alignment[column] === "right" ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}
