/** How a reader's terminal shows emphasis. */
export interface Paint {
  bold: (text: string) => string;
  dim: (text: string) => string;
  italic: (text: string) => string;
  strike: (text: string) => string;
  bar: (text: string) => string;
}

const same = (text: string) => text;

/** No emphasis at all: for files, tests and terminals without colours. */
export const plainPaint: Paint = { bold: same, dim: same, italic: same, strike: same, bar: same };
