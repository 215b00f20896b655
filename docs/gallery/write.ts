import { writeFile } from 'node:fs/promises';
import { galleryPage } from './page.ts';

await writeFile(new URL('../answers.md', import.meta.url), galleryPage());
