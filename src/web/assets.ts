import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { fontFile } from '../render/fonts.ts';

const assetDirectory = fileURLToPath(new URL('../../views/assets', import.meta.url));
const tokensFile = fileURLToPath(import.meta.resolve('@digital-go-jp/design-tokens/dist/tokens.css'));

/** Style sheets, scripts and fonts; all from here, so that the screens work without the internet. */
export function addAssets(app: Express): void {
  app.use('/assets', express.static(assetDirectory, { index: false, maxAge: '1h' }));
  app.get('/assets/tokens.css', (_req, res) => {
    res.sendFile(tokensFile, { maxAge: '1d' });
  });
  app.get('/fonts/*path', async (req, res, next) => {
    const file = await fontFile(req.path);
    if (file === undefined) return next();
    res.set('Cache-Control', 'public, max-age=31536000, immutable').type(file.contentType).send(file.body);
  });
}
