import { type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';

export type Certificate = Pick<RequestOptions, 'cert' | 'key' | 'passphrase' | 'ca'>;

/** What `fetch` does, as far as we use it, showing a certificate: which Node's own fetch cannot. */
export const certified =
  (certificate: Certificate): typeof fetch =>
  (url, { method, headers, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const options = { method, headers, signal, ...certificate } as RequestOptions;
      const asked = request(String(url), options, (answer) => {
        text(answer)
          .then((said) => resolve(new Response(said, { status: answer.statusCode! })))
          .catch(reject);
      });
      asked.on('error', reject);
      asked.end(body);
    });
