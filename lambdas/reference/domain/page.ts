/** The frame. Its addresses are relative: wherever the API lies, its files lie below. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Steady: the API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
<script src="docs/swagger-ui-bundle.js" defer></script>
<script src="docs/start.js" defer></script>
</head>
<body>
<div id="reference"></div>
</body>
</html>
`;

/** Opens the viewer; what it shows is asked of nobody but us. */
export const START = `SwaggerUIBundle({
  url: 'docs/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

const FROM_US = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** For a while only: after a deployment a browser soon shows what is new. */
export const HEADERS = {
  'cache-control': 'public, max-age=300',
  'content-security-policy': FROM_US,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const TYPES = { css: 'text/css', js: 'text/javascript', json: 'application/json' } as const;

export const typeOf = (file: string): string => `${TYPES[file.split('.').at(-1) as keyof typeof TYPES]}; charset=utf-8`;
