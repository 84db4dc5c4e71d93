/** In an order that the dice give, so that a property can repeat it. */
export function shuffled<T>(all: readonly T[], dice: Iterator<number>): T[] {
  const deck = [...all];
  for (let last = deck.length - 1; last > 0; last -= 1) {
    const at = dice.next().value % (last + 1);
    [deck[last], deck[at]] = [deck[at]!, deck[last]!];
  }
  return deck;
}
