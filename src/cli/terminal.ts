/** Where a program that somebody runs by hand reads and writes: its answer goes to one stream, all else to the other. */
export type Terminal = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  /** Writes a file to the stream of answers. */
  outFile(path: string): Promise<void>;
};

/** What a program ends with: `wrongUse` where it could not be understood what is wanted. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
