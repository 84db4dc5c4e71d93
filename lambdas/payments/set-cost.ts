import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { inBooks } from './decisions.ts';
import { checkMonth, costId, newCostEntries, saidOf, shownCost } from './domain/cost.ts';
import { costs } from './records.ts';
import { setCost } from './routes.ts';

export const handler = endpoint(
  setCost,
  async ({ body: { month, kind, amount }, actor, now }) => {
    const { amountMinor, currency } = amount;
    checkMonth(month, now);
    const [about, one] = [
      { month, kind, currency },
      { amountMinor, by: actor.id, at: now.toISOString() },
    ];
    const before = await costs.get(about);
    const after = before ? saidOf(before, one) : { ...about, id: costId(about), said: [one] };
    if (after === before) return outcome(shownCost(after));
    return outcome(
      shownCost(after),
      before ? costs.change(before, after) : costs.add(after),
      ...inBooks(newCostEntries(before, after)),
    );
  },
  secondFactor,
);
