import type { Shown } from '../serve.ts';
import { onboard } from './accounts.ts';
import { CARDS } from './cards.ts';
import { completeSession } from './checkout.ts';
import type { Form } from './form.ts';
import { authenticate } from './paying.ts';
import { changeCard, subscriptionsOf } from './portal.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/* The pages that Stripe would host, as plain as can be, each saying that it is a fake. */

type Page = (world: World, id: string, sent: Form | undefined) => Shown;

const safe = (text: unknown) => String(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

const page = (title: string, ...lines: readonly string[]): Shown => ({
  page: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(title)} – a fake of Stripe</title>
<style>body{font:1rem/1.5 system-ui;max-width:32rem;margin:2rem auto;padding:0 1rem}header{background:#fd6;padding:.5rem 1rem}</style>
<header role="note">This is a fake of Stripe on your own machine. No money moves.</header>
<main><h1>${safe(title)}</h1>${lines.join('\n')}</main></html>`,
});
const choice = (name: string, options: readonly string[]) =>
  `<p><label>${safe(name)} <select name="${safe(name)}">${options.map((one) => `<option>${safe(one)}</option>`).join('')}</select></label></p>`;
const button = (title: string, name = 'do', value = 'yes') =>
  `<button name="${safe(name)}" value="${safe(value)}">${safe(title)}</button>`;
const form = (...fields: readonly string[]) => `<form method="post">${fields.join('\n')}</form>`;
const price = (amount: number, currency: string) => `${amount} minor units of ${currency.toUpperCase()}`;

const checkout: Page = (world, id, sent) => {
  const session = world.get('checkout.session', id);
  const ask = (...notes: readonly string[]) =>
    page(
      'Checkout',
      ...notes,
      `<p>${safe(price(session['amount_total'], session['currency']))}</p>`,
      form(choice('card', Object.keys(CARDS)), choice('bank', ['confirms', 'refuses']), button('Pay')),
      session['cancel_url'] ? `<p><a href="${safe(session['cancel_url'])}">Back</a></p>` : '',
    );
  if (session['status'] !== 'open') return page('Checkout', `<p>This checkout is ${safe(session['status'])}.</p>`);
  if (!sent) return ask();
  try {
    completeSession(world, session, String(sent['card']), sent['bank'] !== 'refuses');
    return { goTo: session['success_url'].replace('{CHECKOUT_SESSION_ID}', id) };
  } catch (no) {
    if (!(no instanceof Refusal)) throw no;
    return ask(`<p role="alert">${safe(no.message)}</p>`);
  }
};

const bank: Page = (world, id, sent) => {
  const intent = world.get('payment_intent', id);
  if (!sent)
    return page('Your bank asks: is it you?', form(button('Yes', 'passed', 'yes'), button('No', 'passed', 'no')));
  const back = intent['next_action']?.redirect_to_url?.return_url as string | undefined;
  authenticate(world, intent, sent['passed'] === 'yes');
  return back === undefined ? page('Your bank knows', '<p>You can close this page.</p>') : { goTo: back };
};

const onboarding: Page = (world, id, sent) => {
  const account = world.get('account', id);
  if (!sent)
    return page('Who are you, and where is your bank?', form(choice('bank', ['takes', 'fails']), button('Send')));
  onboard(world, account, sent['bank'] === 'fails');
  return { goTo: world.behind.get(`return:${id}`) };
};

const portal: Page = (world, id, sent) => {
  const { customer, return_url } = world.get('billing_portal.session', id);
  if (sent?.['card']) changeCard(world, customer, String(sent['card']));
  const lines = subscriptionsOf(world, customer).map((one) => `<li>${safe(one.id)}: ${safe(one['status'])}</li>`);
  return page(
    'Your subscriptions',
    `<ul>${lines.join('')}</ul>`,
    form(choice('card', Object.keys(CARDS)), button('Use this card')),
    `<p><a href="${safe(return_url)}">Back</a></p>`,
  );
};

const home: Page = () =>
  page('A fake of Stripe', '<p>It answers what our adapter asks, keeps state like Stripe, and forgets it all.</p>');

const PAGES: readonly (readonly [RegExp, Page])[] = [
  [/^\/$/, home],
  [/^\/checkout\/([^/]+)$/, checkout],
  [/^\/3ds\/([^/]+)$/, bank],
  [/^\/onboarding\/([^/]+)$/, onboarding],
  [/^\/portal\/([^/]+)$/, portal],
];

export function pageOf(path: string) {
  for (const [fits, show] of PAGES) {
    const found = fits.exec(path);
    if (found) return (world: World, sent: Form | undefined) => show(world, found[1] ?? '', sent);
  }
  return undefined;
}
