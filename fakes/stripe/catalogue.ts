import { amount, choice, currency, inner, list, maybeInteger, maybeText, metadata, only, text } from './fields.ts';
import { PAGING, page } from './lists.ts';
import { invalid } from './refusal.ts';
import type { Call, Thing, World } from './world.ts';

function free(world: World, kind: string, id: string | undefined): void {
  if (id !== undefined && world.any(id))
    throw invalid(`${kind} already exists.`, { code: 'resource_already_exists', param: 'id' });
}

export function createProduct({ world, form }: Call): Thing {
  only(form, 'id', 'name', 'metadata', 'expand');
  const id = maybeText(form, 'id');
  free(world, 'Product', id);
  return world.add({
    id: id ?? world.newId('prod'),
    object: 'product',
    active: true,
    created: world.now(),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: metadata(form),
    name: text(form, 'name'),
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    unit_label: null,
    updated: world.now(),
    url: null,
  });
}

export function createPrice({ world, form }: Call): Thing {
  only(
    form,
    ...['product', 'unit_amount', 'currency', 'recurring', 'tax_behavior', 'lookup_key', 'metadata', 'expand'],
  );
  const lookup = maybeText(form, 'lookup_key') ?? null;
  if (lookup !== null && world.all('price').some((one) => one['lookup_key'] === lookup))
    throw invalid(`A price already uses that lookup key: ${lookup}`, { param: 'lookup_key' });
  const unit = amount(form, 'unit_amount');
  return world.add({
    id: world.newId('price'),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: world.now(),
    currency: currency(form),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: lookup,
    metadata: metadata(form),
    nickname: null,
    product: world.get('product', text(form, 'product'), 'product').id,
    recurring: {
      interval: choice(inner(form, 'recurring') ?? {}, 'interval', ['day', 'week', 'month', 'year'], 'month'),
      interval_count: 1,
      meter: null,
      usage_type: 'licensed',
    },
    tax_behavior: choice(form, 'tax_behavior', ['inclusive', 'exclusive', 'unspecified'], 'unspecified'),
    tiers_mode: null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: unit,
    unit_amount_decimal: String(unit),
  });
}

export function listPrices({ world, form }: Call) {
  only(form, ...PAGING, 'lookup_keys', 'expand');
  const keys = list(form, 'lookup_keys');
  return page(
    form,
    '/v1/prices',
    world.all('price').filter((one) => keys.length === 0 || keys.includes(one['lookup_key'])),
  );
}

export function createCoupon({ world, form }: Call): Thing {
  only(form, ...['id', 'name', 'percent_off', 'amount_off', 'currency', 'duration', 'duration_in_months'], 'expand');
  const id = maybeText(form, 'id');
  free(world, 'Coupon', id);
  const off = maybeText(form, 'percent_off');
  const amount_off = maybeInteger(form, 'amount_off') ?? null;
  if ((off === undefined) === (amount_off === null))
    throw invalid('You must pass either percent_off or amount_off.', { param: 'percent_off' });
  return world.add({
    id: id ?? world.newId('coupon'),
    object: 'coupon',
    amount_off,
    created: world.now(),
    currency: amount_off === null ? null : currency(form),
    duration: choice(form, 'duration', ['once', 'repeating', 'forever'], 'once'),
    duration_in_months: maybeInteger(form, 'duration_in_months') ?? null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    name: maybeText(form, 'name') ?? null,
    percent_off: off === undefined ? null : Number(off),
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  });
}
