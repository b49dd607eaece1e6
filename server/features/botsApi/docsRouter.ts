/** `/api/v1/docs`: Swagger UI for the OpenAPI document, served from here and with nothing inline. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

const files = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui.css')));

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AI Coins for other bots</title>
<link rel="stylesheet" href="/api/v1/docs/swagger-ui.css">
<link rel="icon" href="/api/v1/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script src="/api/v1/docs/swagger-ui-bundle.js"></script>
<script src="/api/v1/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
});
`;

export function createDocsRouter(): Router {
  const router = Router();
  router.get('/', (_req, res) => {
    res.type('html').send(page);
  });
  router.get('/start.js', (_req, res) => {
    res.type('js').send(start);
  });
  const served = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];
  router.use((req, _res, next) => next(served.includes(req.path.slice(1)) ? undefined : 'router'));
  router.use(express.static(files, { index: false, redirect: false }));
  return router;
}
