import fc from 'fast-check';
import { HAPPENINGS, type Step } from './happenings.ts';
import { parts } from './made.ts';

const what = Object.keys(HAPPENINGS) as Step['what'][];
/** Payments first and most: without them little can happen. */
const step = (): fc.Arbitrary<Step> =>
  fc.record({
    what: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...what) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'begins',
          'succeeds',
          'asks back',
          'ends refund',
          'pays out',
          'writes off',
          'time passes',
        ),
      },
    ),
    /** Mostly the same few, so that one's earnings meet their debts. */
    which: fc.oneof(fc.nat({ max: 255 }), fc.constant(0)),
    part: parts(),
    flag: fc.boolean(),
  });

/** At least so many things that happen. */
export const steps = (least: number, most = least) => fc.array(step(), { minLength: least, maxLength: most });
