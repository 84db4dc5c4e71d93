/* Pages of the fakes of gateways, as somebody in front of them takes them. */

const FIELD = /<select name="(\w+)">(.*?)<\/select>/gs;
const OPTION = /<option>([^<]*)<\/option>/g;
const BUTTON = /<button name="(\w+)" value="(\w+)">/;

/** Reads the page, chooses (the first, where nothing is said), and presses its button. Says where that leads. */
export async function filledIn(url: string, choices: Readonly<Record<string, string>> = {}): Promise<string> {
  const page = await (await fetch(url)).text();
  if (!page.includes('This is a fake of ')) throw new Error(`${url} does not say that it is a fake`);
  const sent = new URLSearchParams();
  for (const [, name = '', options = ''] of page.matchAll(FIELD)) {
    const offered = [...options.matchAll(OPTION)].map(([, option = '']) => option);
    const chosen = choices[name] ?? offered[0] ?? '';
    if (!offered.includes(chosen)) throw new Error(`${name} cannot be ${chosen}: there is ${offered.join(', ')}`);
    sent.set(name, chosen);
  }
  const [, name, value] = BUTTON.exec(page) ?? [];
  if (name === undefined || value === undefined) throw new Error(`${url} has no button`);
  sent.set(name, value);
  const pressed = await fetch(url, { method: 'POST', body: sent, redirect: 'manual' });
  const refusal = /role="alert">([^<]*)/.exec(await pressed.text())?.[1];
  if (refusal !== undefined || pressed.status >= 400) throw new Error(refusal ?? `${url} answered ${pressed.status}`);
  return pressed.headers.get('location') ?? url;
}
