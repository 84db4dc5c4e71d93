/** One figure. `ok` where it has no goal, too: nothing was missed. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'kB' | '×' | 'µs' | 's' | 'reads' | 'units' | 'scores';
  readonly goal: number | null;
  /** How the figure is to stand to its goal. */
  readonly wanted: '≤' | '<' | '=';
  readonly ok: boolean;
  /** What it is made of. */
  readonly note?: string;
}

type Unit = Row['unit'];

export const row = (name: string, value: number, unit: Unit, goal: number | null = null, note?: string): Row => ({
  name,
  value: rounded(value),
  unit,
  goal,
  wanted: '≤',
  ok: goal === null || value <= goal,
  ...(note !== undefined && { note }),
});

/** As fast as the rival. To be ahead of it is to be below. */
const LEVEL = 1;

export const ahead = (name: string, value: number): Row => ({
  ...row(name, value, '×', LEVEL),
  wanted: '<',
  ok: value < LEVEL,
});

export const exactly = (name: string, value: number, unit: Unit, goal: number, note?: string): Row => ({
  ...row(name, value, unit, goal, note),
  wanted: '=',
  ok: value === goal,
});

/** Three figures say enough. */
const rounded = (value: number) => Number(value.toPrecision(3));

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('Nothing was measured');
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Of what was measured side by side: a machine that slows down slows down both, so the rounds are compared one by one. */
export const ratio = (these: readonly number[], those: readonly number[]) =>
  median(these.map((value, round) => value / those[round]!));

export function table(rows: readonly Row[]): string {
  const cells = [
    ['what', 'figure', 'goal', '', ''],
    ...rows.map(({ name, value, unit, goal, wanted, ok, note = '' }) => [
      name,
      `${value} ${unit}`,
      goal === null ? '' : `${wanted} ${goal}`,
      goal === null ? '' : ok ? 'ok' : 'missed',
      note,
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const line = (texts: string[]) =>
    texts
      .map((text, column) => (column === 1 ? text.padStart(widths[column]!) : text.padEnd(widths[column]!)))
      .join('  ');
  return cells.map((texts) => line(texts).trimEnd()).join('\n');
}
