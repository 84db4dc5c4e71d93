/** So many at a time, the rest in the last: what takes only so many at once is given one piece after the other. */
export const piecesOf = <T>(all: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, nth) => all.slice(nth * most, (nth + 1) * most));
