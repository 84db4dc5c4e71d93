import { activeToday } from '#shared/table/active';
import { grants } from '#shared/table/grants';
import { given } from '../kit/index.ts';

/** People who were active on a day, and when they signed up. */
export const active = (day: string, people: Readonly<Record<string, string>>) =>
  given(
    ...Object.entries(people).map(([person, since]) => activeToday({ person, since }, new Date(`${day}T09:00:00Z`))!),
  );

/** Somebody who signed up at that moment, and as what. */
export const came = (personId: string, since: string, role = 'client') =>
  given(
    grants.add({ personId, kind: 'account', name: '', since }),
    grants.add({ personId, kind: 'role', name: role, since }),
  );
