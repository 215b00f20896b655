type Labels = Readonly<Record<string, string>>;

/** One line of what Prometheus reads. */
export type Sample = { readonly name: string; readonly labels: Labels; readonly value: number };

/** Reads Prometheus' text format; throws on a line that is none of it. */
export function readMetrics(text: string) {
  const samples = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readSample);
  const described = [...text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name = '']) => name);
  return {
    samples,
    /** Names as they are described, also of those that have no sample yet. */
    described,
    names: () => [...new Set(samples.map(({ name }) => name))],
    /** The sample with exactly these labels; undefined where there is none. */
    value: (name: string, labels: Labels = {}) =>
      samples.find((sample) => sample.name === name && isSame(sample.labels, labels))?.value,
  };
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;

function readSample(line: string): Sample {
  const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
  if (name === '') throw new Error(`Not of the format: ${line}`);
  const read = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)];
  return {
    name,
    labels: Object.fromEntries(read.map(([, label = '', text = '']) => [label, text])),
    value: Number(value),
  };
}

function isSame(left: Labels, right: Labels): boolean {
  const keys = Object.keys({ ...left, ...right });
  return keys.every((key) => left[key] === right[key]);
}
