import { maybeText, metadata, only } from './fields.ts';
import { search } from './lists.ts';
import { endNow } from './subscription-end.ts';
import type { Call, Thing } from './world.ts';

export function createCustomer({ world, form }: Call): Thing {
  only(form, 'email', 'metadata', 'expand');
  const customer = world.add({
    id: world.newId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    email: maybeText(form, 'email') ?? null,
    invoice_prefix: 'FAKE0001',
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: metadata(form),
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  });
  world.emit('customer.created', customer);
  return customer;
}

export function searchCustomers(call: Call) {
  only(call.form, 'query', 'limit', 'page', 'expand');
  return search(call, 'customer', '/v1/customers/search');
}

/** Who it was is forgotten, and what they subscribed to ends. */
export function deleteCustomer({ world, form, id }: Call) {
  only(form);
  const customer = world.get('customer', id);
  for (const one of world.all('subscription'))
    if (one['customer'] === id && one['status'] !== 'canceled') endNow(world, one);
  world.emit('customer.deleted', customer);
  Object.assign(customer, { deleted: true, email: null, metadata: {} });
  return { id, object: 'customer', deleted: true };
}
