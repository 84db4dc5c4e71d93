import type { Form, Value } from './form.ts';
import { invalid } from './refusal.ts';

/* A call's parameters, refused in Stripe's words where they are not what it takes. */

/** Nothing but these: a fake of what we send takes no more. */
export function only(form: Form, ...fields: readonly string[]): void {
  for (const field of Object.keys(form))
    if (!fields.includes(field))
      throw invalid(`Received unknown parameter: ${field}`, { code: 'parameter_unknown', param: field });
}

const required = (param: string) => invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });

export function text(form: Form, param: string): string {
  const value = form[param];
  if (typeof value !== 'string' || value === '') throw required(param);
  return value;
}
export const maybeText = (form: Form, param: string): string | undefined =>
  form[param] === undefined ? undefined : text(form, param);

export function integer(form: Form, param: string): number {
  const value = text(form, param);
  if (!/^-?\d+$/.test(value)) throw invalid(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param });
  return Number(value);
}
export const maybeInteger = (form: Form, param: string) =>
  form[param] === undefined ? undefined : integer(form, param);

export function amount(form: Form, param = 'amount'): number {
  const value = integer(form, param);
  if (value < 1)
    throw invalid('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param });
  return value;
}

export function flag(form: Form, param: string): boolean {
  const value = text(form, param);
  if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${value}`, { param });
  return value === 'true';
}

export function choice<T extends string>(form: Form, param: string, of: readonly T[], usual: T): T {
  const value = maybeText(form, param) ?? usual;
  if (!(of as readonly string[]).includes(value))
    throw invalid(`Invalid ${param}: must be one of ${of.join(', ')}`, { param });
  return value as T;
}

export const inner = (form: Form, param: string): Form | undefined => asForm(form[param]);
export const asForm = (value: Value | undefined): Form | undefined =>
  typeof value === 'object' && !Array.isArray(value) ? (value as Form) : undefined;
export const list = (form: Form, param: string): readonly Value[] => {
  const value = form[param];
  return Array.isArray(value) ? value : [];
};
export const metadata = (form: Form) => ({ ...(inner(form, 'metadata') as Record<string, string> | undefined) });

/** Which currencies Stripe knows, its own way of counting included, is its affair: the fake takes three letters. */
export function currency(form: Form): string {
  const value = text(form, 'currency').toLowerCase();
  if (!/^[a-z]{3}$/.test(value)) throw invalid(`Invalid currency: ${value}`, { param: 'currency' });
  return value;
}
