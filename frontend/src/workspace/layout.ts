/** How many rows and columns of viewports there are, each from 1 to {@link LARGEST}. */
export interface Layout {
  readonly rows: number;
  readonly columns: number;
}

/** Rows, and columns, of the largest layout. */
export const LARGEST = 4;

export const SINGLE: Layout = { rows: 1, columns: 1 };
export const SIDE_BY_SIDE: Layout = { rows: 1, columns: 2 };
export const FOUR: Layout = { rows: 2, columns: 2 };

export function cellsOf({ rows, columns }: Layout): number {
  return rows * columns;
}

export function sameLayout(a: Layout, b: Layout): boolean {
  return a.rows === b.rows && a.columns === b.columns;
}

/** Every layout, row by row as a picker shows them. */
export const LAYOUTS: readonly Layout[] = Array.from({ length: LARGEST * LARGEST }, (_, index) => ({
  rows: 1 + Math.floor(index / LARGEST),
  columns: 1 + (index % LARGEST),
}));
