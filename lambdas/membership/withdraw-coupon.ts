import { notFound } from '#shared/failure';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { secondFactor } from '#shared/users/pool';
import { couponBy } from './decisions.ts';
import { coupons } from './records.ts';
import { withdrawCoupon } from './routes.ts';

export const handler = endpoint(
  withdrawCoupon,
  async ({ params: { code }, now }) => {
    const coupon = await couponBy(code);
    if (coupon === undefined) throw notFound();
    return outcome(undefined, coupons.change(coupon, { withdrawnAt: coupon.withdrawnAt ?? now.toISOString() }));
  },
  secondFactor,
);
