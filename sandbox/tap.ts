/** A request and its answer, as they went over the wire. Headers are left out; bodies may hold secrets. */
export interface Tapped {
  readonly to: 'bot' | 'slack' | 'lingma' | 'windsurf';
  /** The method and the path, a Web API method, or what an envelope is. */
  readonly what: string;
  readonly request: unknown;
  readonly answer: unknown;
  /** The HTTP status, or a word where there was none. */
  readonly status: number | string;
  readonly ms: number;
}

/** Hears of every request once it is answered. */
export type Tap = (tapped: Tapped) => void;
