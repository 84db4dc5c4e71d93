import { sha256 } from '#shared/digest';
import { endpoint } from '#shared/http/endpoint';
import { outcome } from '#shared/outcome';
import { CURRENT } from './domain/documents.ts';
import { listConsentDocuments } from './routes.ts';
import { DocumentName } from './schemas.ts';

export const handler = endpoint(listConsentDocuments, async ({ query: { language } }) =>
  outcome({
    items: DocumentName.options.map((document) => {
      const { version, texts } = CURRENT[document];
      const text = texts[language];
      return { document, version, language, text, hash: sha256(text) };
    }),
  }),
);
