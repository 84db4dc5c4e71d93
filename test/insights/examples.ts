import type { Example } from '../entries/example.ts';

export const getOverview: Example = { owned: 'authority' };
