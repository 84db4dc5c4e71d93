import type { Answer, Refusal } from '#shared/gateways/answer';

/** What was answered; a refusal or a doubt fails the test. */
export function value<T>(answer: Answer<T>): T {
  if (answer.kind !== 'answer') throw new Error(`no answer: ${JSON.stringify(answer)}`);
  return answer.value;
}

export function refusal(answer: Answer<unknown>): Refusal {
  if (answer.kind !== 'refusal') throw new Error(`no refusal: ${JSON.stringify(answer)}`);
  return answer.refusal;
}
