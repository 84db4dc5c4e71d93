import { choice, flag, inner, maybeText, metadata, only, text } from './fields.ts';
import { invalid } from './refusal.ts';
import type { Call, Thing, World } from './world.ts';

const MISSING = [
  'business_type',
  'external_account',
  'individual.first_name',
  'individual.last_name',
  'tos_acceptance.date',
];
const LINK_LASTS = 300;

export function createAccount({ world, form }: Call): Thing {
  only(form, 'country', 'email', 'controller', 'capabilities', 'metadata', 'expand');
  const controller = inner(form, 'controller') ?? {};
  const wanted = inner(inner(form, 'capabilities') ?? {}, 'transfers');
  if (!wanted || !flag(wanted, 'requested'))
    throw invalid('This fake makes accounts that ask for transfers.', { param: 'capabilities' });
  return world.add({
    id: world.newId('acct'),
    object: 'account',
    business_profile: null,
    business_type: null,
    capabilities: { transfers: 'inactive' },
    charges_enabled: false,
    controller: {
      fees: { payer: choice(inner(controller, 'fees') ?? {}, 'payer', ['application', 'account'], 'account') },
      is_controller: true,
      losses: { payments: choice(inner(controller, 'losses') ?? {}, 'payments', ['application', 'stripe'], 'stripe') },
      requirement_collection: 'stripe',
      stripe_dashboard: {
        type: choice(inner(controller, 'stripe_dashboard') ?? {}, 'type', ['express', 'full', 'none'], 'full'),
      },
      type: 'application',
    },
    country: text(form, 'country'),
    created: world.now(),
    default_currency: 'usd',
    details_submitted: false,
    email: maybeText(form, 'email') ?? null,
    metadata: metadata(form),
    payouts_enabled: false,
    requirements: requirements(MISSING, 'requirements.past_due'),
    settings: null,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'none',
  });
}

const requirements = (missing: readonly string[], disabled_reason: string | null) => ({
  alternatives: [],
  current_deadline: null,
  currently_due: missing,
  disabled_reason,
  errors: [],
  eventually_due: missing,
  past_due: missing,
  pending_verification: [],
});

export const readAccount = ({ world, form, id }: Call): Thing => {
  only(form, 'expand');
  return world.get('account', id);
};

/** A page that its owner fills in. */
export function createAccountLink({ world, form }: Call) {
  only(form, 'account', 'type', 'return_url', 'refresh_url', 'expand');
  choice(form, 'type', ['account_onboarding'], 'account_onboarding');
  const account = world.get('account', text(form, 'account'), 'account');
  text(form, 'refresh_url');
  world.behind.set(`return:${account.id}`, text(form, 'return_url'));
  const created = world.now();
  return {
    object: 'account_link',
    created,
    expires_at: created + LINK_LASTS,
    url: `${world.base}/onboarding/${account.id}`,
  };
}

/** Its owner has told all; the bank that they named may turn out to be a wrong one. */
export function onboard(world: World, account: Thing, bankFails: boolean): void {
  world.behind.set(`bank:${account.id}`, bankFails);
  Object.assign(account, {
    business_type: 'individual',
    capabilities: { transfers: 'active' },
    details_submitted: true,
    payouts_enabled: true,
    requirements: requirements([], null),
  });
  world.emit('account.updated', account, account.id);
}

/** A bank that sends money back gets no more until its owner names another. */
export function stopPayouts(world: World, account: Thing): void {
  Object.assign(account, { payouts_enabled: false, requirements: requirements(['external_account'], null) });
  world.emit('account.updated', account, account.id);
}
