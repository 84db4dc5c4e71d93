import { whole } from './lists.ts';
import { invalid } from './refusal.ts';
import type { Thing, World } from './world.ts';

/** Objects in place of their ids, along each path; `payments` of an invoice is not even there unless asked for. */
export function expanded(world: World, answer: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(answer);
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > 4) throw invalid('You cannot expand more than 4 levels of a property.', { param: 'expand' });
    expand(world, copy, steps, path);
  }
  return copy;
}

function expand(world: World, node: any, [step, ...rest]: readonly string[], path: string): void {
  if (node === null || step === undefined) return;
  if (Array.isArray(node)) {
    for (const one of node) expand(world, one, [step, ...rest], path);
    return;
  }
  if (node.object === 'invoice' && step === 'payments') node.payments = paymentsOf(world, node);
  if (Array.isArray(node[step])) node[step] = node[step].map((one: unknown) => named(world, one));
  if (typeof node[step] === 'string') node[step] = structuredClone(world.any(node[step])) ?? node[step];
  if (node[step] === undefined || typeof node[step] === 'string')
    throw invalid(`This property cannot be expanded (${path}).`, { param: 'expand' });
  expand(world, node[step], rest, path);
}

/** An id in a list stands for what it names. Of a discount nobody is told when it was made, but from when it holds. */
function named(world: World, one: unknown): unknown {
  const found = typeof one === 'string' ? structuredClone(world.any(one)) : undefined;
  if (found?.object !== 'discount') return found ?? one;
  const { created, ...discount } = found;
  return discount;
}

const paymentsOf = (world: World, invoice: Thing) =>
  whole(
    '/v1/invoice_payments',
    world.all('invoice_payment').filter((one) => one['invoice'] === invoice.id),
  );
