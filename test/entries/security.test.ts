import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Route } from '#shared/http/route';
import { grants } from '#shared/table/grants';
import { forgetKeys } from '#shared/table/seal';
import { type Call, call, given, type Token } from '../kit/index.ts';
import { entries, person, playPool, ROLES } from './entries.ts';

/* Every entry, for everybody: what is expected comes from the contract's `audience`. */

let stopPlaying = () => {};
beforeEach(() => {
  stopPlaying = playPool(true);
});
afterEach(() => stopPlaying());

const isOpen = ({ audience }: Route) => audience.every((role) => role === 'anyone');
const typeOf = ({ body }: { body: unknown }) => (body as { type?: string } | undefined)?.type ?? 'none';
const ALL_FIELDS = { status: expect.any(Number) };

describe.each(entries.map((entry) => [`${entry.route.method} ${entry.route.path}`, entry] as const))(
  '%s',
  (_, entry) => {
    const { route, handler } = entry;
    const { owned, given: prepare, ...example } = entry.example;
    /** On a machine that has nobody's key in memory yet. */
    const ask = (as: Token | undefined, more: Partial<Call> = {}) => {
      forgetKeys();
      return call(handler, { ...example, ...(as && { as }), ...(route.key && { key: 'k' }), ...more });
    };

    if (isOpen(route)) {
      it('is for anyone', async () => {
        expect(await ask(undefined)).toMatchObject({ status: route.returns[0] });
      });
      return;
    }

    it('is for nobody without an access token', async () => {
      const everything = await person('per_1', route, ...ROLES);
      expect(typeOf(await ask(undefined))).toBe('/problems/forbidden');
      expect(typeOf(await ask({ ...everything, use: 'id' }))).toBe('/problems/forbidden');
    });

    it.each([...ROLES, undefined])('lets in %s as its audience says', async (role) => {
      const { audience } = route;
      const asked = { ...route, audience: audience.filter((one) => one !== 'staff') } as unknown as Route;
      const token = await person('per_1', asked, ...(role ? [role] : []));
      await prepare?.('per_1');
      const isIn = audience.includes('person') || (role !== undefined && audience.includes(role));
      const answer = await ask(token);
      if (isIn) expect(answer).toMatchObject({ status: route.returns[0] });
      else expect([answer.status, typeOf(answer)]).toEqual([403, '/problems/forbidden']);
    });

    if (route.audience.includes('staff')) {
      it('lets in staff as the table says', async () => {
        const token = await person('per_1', route);
        await prepare?.('per_1');
        expect(await ask(token)).toMatchObject({ status: route.returns[0] });
      });
    }

    if (route.fresh) {
      const role = ROLES.find((one) => route.audience.includes(one));
      const roles = role ? [role] : [];

      it('believes no token about roles', async () => {
        await person('per_1', route);
        const answer = await ask({ id: 'per_1', groups: ROLES });
        if (!route.audience.includes('person')) expect(typeOf(answer)).toBe('/problems/forbidden');
        else expect(answer).toMatchObject({ status: route.returns[0] });
      });

      it('refuses a token from before a sign-out', async () => {
        const token = await person('per_1', route, ...roles);
        const since = new Date().toISOString();
        await given(grants.add({ personId: 'per_1', kind: 'sign-out', name: '', since }));
        expect(await ask({ ...token, issued: Date.now() - 2000 })).toMatchObject({ status: 401 });
      });

      if (route.audience.includes('admin')) {
        it('refuses an admin without a second factor', async () => {
          stopPlaying();
          stopPlaying = playPool(false);
          const token = await person('per_1', route, 'admin');
          expect(typeOf(await ask(token))).toBe('/problems/second_factor_required');
        });
      }
    }

    if (route.consent) {
      it('waits for consent', async () => {
        const token = await person('per_1', { ...route, consent: 'none/0' }, ...ROLES);
        expect(typeOf(await ask(token))).toBe('/problems/consent_required');
      });
    }

    if (route.entitlement) {
      it('names the plan that includes it', async () => {
        const { entitlement: _, ...bare } = route;
        const token = await person('per_1', bare as Route, ...ROLES);
        expect(typeOf(await ask(token))).toBe('/problems/upgrade_required');
      });
    }

    if (typeof owned === 'function') {
      it("does not tell another's item from a missing one", async () => {
        const token = await person('per_1', route, ...ROLES);
        await person('per_2', route, ...ROLES);
        const theirs = await owned('per_2');
        const found = await ask(token, theirs);
        expect(found.status).toBe(404);
        expect(await ask(token, example)).toEqual(found);
      });
    } else {
      it('names no item of a person', () => {
        if (owned === 'authority') expect(route.fresh).toBe(true);
        else expect(Object.keys(route.params ?? {}).filter((name) => /id$/i.test(name))).toEqual([]);
      });
    }

    if (owned === 'authority' && route.params) {
      it('finds nothing where nothing is', async () => {
        expect(await ask(await person('per_1', route, ...ROLES))).toMatchObject({ status: 404 });
      });
    }

    if (owned === 'key' && route.method === 'GET') {
      it("shows nothing of another's", async () => {
        const token = await person('per_1', route, ...ROLES);
        const alone = await ask(token);
        await person('per_2', route, ...ROLES);
        await prepare?.('per_2');
        expect({ ...(await ask(token)), ...ALL_FIELDS }).toEqual({ ...alone, ...ALL_FIELDS });
      });
    }
  },
);
