import { readFile } from 'node:fs/promises';
import Document from 'pdfkit';

export interface Page {
  readonly title: string;
  readonly language: string;
  readonly issuedAt: Date;
  /** Pairs of a label and what it says, in groups: the last of the last group is what the page comes to. */
  readonly groups: readonly (readonly (readonly [label: string, value: string])[])[];
  readonly note: string;
}

const MARGIN = 56;
const LABEL_WIDTH = 150;

/** One page, the same bytes each time: its time is the document's own, and nothing in it is drawn by lot. */
export async function pdfOf({ title, language, issuedAt, groups, note }: Page): Promise<Uint8Array> {
  const [regular, bold] = await fonts();
  const pdf = new Document({
    size: 'A4',
    margin: MARGIN,
    font: regular as unknown as string, // else a font of its own is looked for, which is not there
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: 'Steady', CreationDate: issuedAt, ModDate: issuedAt },
  });
  const chunks: Uint8Array[] = [];
  const written = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });

  const width = pdf.page.width - 2 * MARGIN - LABEL_WIDTH;
  pdf.font(bold).fontSize(20).text('Steady').moveDown(2).text(title).moveDown();
  pdf.fontSize(11);
  for (const [index, group] of groups.entries()) {
    for (const [row, [label, value]] of group.entries()) {
      const isTotal = index === groups.length - 1 && row === group.length - 1;
      const top = pdf.y;
      pdf.font(isTotal ? bold : regular);
      pdf.text(label, MARGIN, top, { width: LABEL_WIDTH });
      const under = pdf.y;
      pdf.text(value, MARGIN + LABEL_WIDTH, top, { width });
      pdf.y = Math.max(under, pdf.y) + 4;
    }
    pdf.moveDown();
  }
  pdf.font(regular).fontSize(9).text(note, MARGIN, pdf.y);
  pdf.end();
  return written;
}

let read: Promise<[Buffer, Buffer]> | undefined;
const fonts = () => (read ??= Promise.all([font('400Regular'), font('700Bold')]));

/** Beside the bundle; where nothing is bundled, in its package. */
const font = (weight: string) => {
  const file = `NotoSans_${weight}.ttf`;
  const packaged = `../node_modules/@expo-google-fonts/noto-sans/${weight}/${file}`;
  return readFile(new URL(`./files/${file}`, import.meta.url)).catch(() =>
    readFile(new URL(packaged, import.meta.url)),
  );
};
