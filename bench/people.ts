/** Whoever calls a handler is named after it, so that what is kept for them can be told apart. */
export const personOf = (handler: string, index: number) => `${handler}_${index}`;
