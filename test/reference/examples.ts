import type { Example } from '../entries/example.ts';

export const getReference: Example = { owned: 'everybody' };

export const getReferenceFile: Example = { params: { file: 'start.js' }, owned: 'everybody' };
