import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { checkOff } from './domain/coupon.ts';
import { checkUntil } from './domain/membership.ts';
import { coupons } from './records.ts';
import { makeCoupon } from './routes.ts';

export const handler = endpoint(
  makeCoupon,
  async ({ body, actor, now, newId }) => {
    checkOff(body);
    if (body.until !== undefined) checkUntil(body.until, now);
    const known = { id: newId('cpn'), used: 0, since: now.toISOString(), by: actor.id };
    const coupon = coupons.add({ ...body, ...known });
    return outcome(coupon.item, coupon);
  },
  secondFactor,
);
