import { kaspiNotices } from '#shared/gateways/kaspi/notice';
import { settingsIfAny } from '#shared/gateways/settings';
import { webhook } from '#shared/http/webhook';
import { told } from './decisions.ts';
import { hearKaspi } from './routes.ts';

const heard = kaspiNotices(async () => (await settingsIfAny('kaspi'))?.secrets ?? []);

/** Kaspi itself tells nobody; an intermediary in front of it does. */
export const handler = webhook(hearKaspi, async (body, headers, now) => told('kaspi', await heard(body, headers, now)));
